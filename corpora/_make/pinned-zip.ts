import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const CONTENT_TYPES = '[Content_Types].xml';
const PROPERTIES = 'docProps/core.xml';
const STAMP = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g;

/**
 * The same Office document with one date throughout: of its entries and in its own properties. Its content
 * types come first, as Word writes them; entries for folders, which nothing needs, are left out.
 */
export function pinDates(archive: Uint8Array, day: string): Uint8Array {
  const { [CONTENT_TYPES]: types, [PROPERTIES]: properties, ...others } = unzipSync(archive);
  if (!types || !properties) throw new Error('This is no Office document.');
  const stamped = strFromU8(properties).replace(STAMP, `$1${day}T09:00:00Z$2`);
  const files = Object.entries(others).filter(([path]) => !path.endsWith('/'));
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return zipSync(
    { [CONTENT_TYPES]: types, [PROPERTIES]: strToU8(stamped), ...Object.fromEntries(files) },
    // A zip archive keeps local time without saying where, so this is the same in every zone.
    { level: 9, mtime: new Date(year, month - 1, date, 9) },
  );
}
