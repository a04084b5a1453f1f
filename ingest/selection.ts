/** The part of the corpora that a scan looks at. Ids are those of files, folders and corpora, in NFC. */
export interface Selection {
  /** What was selected; null = everything. */
  readonly ids: readonly string[] | null;
  /** Whether the id is selected, itself or with a folder that it lies in. */
  covers(id: string): boolean;
  /** Whether it is, or something in it may be. */
  reaches(id: string): boolean;
}

export const WHOLE: Selection = { ids: null, covers: () => true, reaches: () => true };

/** What has one of these ids, or lies in a folder that has. */
export function selectionOf(ids: Iterable<string>): Selection {
  const chosen = new Set(ids);
  const above = new Set([...chosen].flatMap(foldersOf));
  const covers = (id: string): boolean =>
    chosen.has(id) || foldersOf(id).some((folder) => chosen.has(folder));
  return {
    ids: [...chosen],
    covers,
    reaches: (id) => above.has(id) || covers(id),
  };
}

/** The corpora that a selection has to do with; null = all. */
export function corporaOf({ ids }: Selection): string[] | null {
  return ids === null ? null : [...new Set(ids.map((id) => foldersOf(id)[0] ?? id))];
}

/** The ids of the folders that an id lies in, the corpus first. */
function foldersOf(id: string): string[] {
  const folders: string[] = [];
  for (let at = id.indexOf('/'); at !== -1; at = id.indexOf('/', at + 1)) {
    folders.push(id.slice(0, at));
  }
  return folders;
}
