import type { Metadata } from '../../../src/core/model.ts';
import { longDate } from './dates.ts';
import { pick } from './text.ts';

/** What a claim says of a row or record, and the words of it that say so. */
export interface Told {
  readonly claim: string;
  readonly quotes: readonly string[];
}

/** Heads of columns that are what a sentence can say something of. */
const NOUN =
  /^(?:price|fee|fine|sum|weight|size|amount|charge|cost|notice$|notice by|period of notice|warranty period|episodes|titles|share|rate|quantity|unit price|total per|list price|net area|onboarding fee|longest period|useful life|yearly interest|torque|distance|meaning|commitment|leave in|payment|replacement value|fixed compensation|reduction|credit|person or team|parcel fee|bike delivery fee|range with|full charge|ground chain|riser chain|pay for one day|smallest (?:number|order)|length overall|(?:visitor|resident) berth|least distance|owner|decision|place of storage|hours|displacement)\b/i;

/** One cell of a table's row, with what its first cell names. */
export function tellCell(
  columns: readonly string[],
  cells: readonly string[],
  quote: string,
  random: () => number,
): Told | null {
  const [name = ''] = cells;
  const tellable = columns.flatMap((column, index) => {
    const cell = cells[index] ?? '';
    const fits =
      index > 0 &&
      cell !== '' &&
      !/^(?:yes|no|none)$|^(?:above|same|the same|see|as) /.test(cell) &&
      cell.length <= 60 &&
      !/[;:.?!]/.test(cell.slice(0, -1).replace(/\d[.,:]\d/g, ''));
    return fits && NOUN.test(column.trim()) ? [{ column: column.trim(), cell }] : [];
  });
  const told = pick(tellable, random);
  if (told === undefined || name.length < 3 || name.length > 60 || /[;:?!]|^\d+$/.test(name))
    return null;
  const noun = /^[A-Z][a-z]/.test(told.column)
    ? told.column.charAt(0).toLowerCase() + told.column.slice(1)
    : told.column;
  const verb = /[a-rt-z]s$/.test(noun) ? 'are' : 'is';
  const claim = pick(
    [
      `For ${name}, the ${noun} ${verb} ${told.cell}.`,
      `The ${noun} for ${name} ${verb} ${told.cell}.`,
      `The table gives ${told.cell} as the ${noun} for ${name}.`,
    ],
    random,
  );
  return claim === undefined ? null : { claim, quotes: [quote] };
}

type Tell = (name: string, value: string) => string;

/** How a field of a record is told, by the field's name. */
const TELLS: Readonly<Record<string, readonly Tell[]>> = {
  year: [
    (name, year) => `${name} is from ${year}.`,
    (name, year) => `${name} came out in ${year}.`,
  ],
  countries: [(name, countries) => `${name} was made in ${countries}.`],
  running_time_min: [
    (name, minutes) => `${name} has a running time of ${minutes} minutes.`,
    (name, minutes) => `${name} runs for ${minutes} minutes.`,
  ],
  seasons: [(name, count) => `${name} has ${count} season${count === '1' ? '' : 's'}.`],
  episodes: [(name, count) => `There are ${count} episodes of ${name}.`],
  age: [
    (name, age) => `${name} is rated ${age}.`,
    (name, age) => `${name} has an age rating of ${age}.`,
  ],
  score: [(name, score) => `${name} has a score of ${score}.`],
  directors: [
    (name, directors) => `${name} was directed by ${directors}.`,
    (name, directors) => `The director of ${name} is ${directors}.`,
  ],
  cast: [
    (name, cast) => `${name} stars ${cast}.`,
    (name, cast) => `The cast of ${name} includes ${cast}.`,
  ],
  available_from: [(name, date) => `${name} has been available since ${longDate(date)}.`],
  available_until: [(name, date) => `${name} is available until ${longDate(date)}.`],
  rent_eur: [
    (name, price) => `Renting ${name} costs €${price}.`,
    (name, price) => `${name} can be rented for ${price} EUR.`,
  ],
  price_eur: [
    (name, price) => `The ${name} costs €${price}.`,
    (name, price) => `The price of the ${name} is ${price} EUR.`,
  ],
  weight_kg: [(name, weight) => `The ${name} weighs ${weight} kg.`],
  max_load_kg: [(name, load) => `The maximum load of the ${name} is ${load} kg.`],
  fits: [(name, models) => `The ${name} fits the ${models}.`],
  distance_km: [(name, distance) => `Bike ${name} has covered ${distance} kilometres.`],
  battery_capacity_percent: [
    (name, share) => `The battery of bike ${name} has ${share}% of its capacity.`,
  ],
  built: [(name, year) => `Bike ${name} was built in ${year}.`],
  at: [(name, town) => `Bike ${name} is at ${town}.`],
  town: [(name, town) => `${name} is in ${town}.`, (name, town) => `You find ${name} in ${town}.`],
  phone: [(name, phone) => `The phone number of ${name} is ${phone}.`],
  telephone: [(name, phone) => `The telephone number of ${name} is ${phone}.`],
  usual_wait_days: [
    (name, days) => `The usual wait at ${name} is ${days} day${days === '1' ? '' : 's'}.`,
  ],
  street: [(name, street) => `The street address of ${name} is ${street}.`],
};
const NAMING = ['title', 'name', 'partner', 'ref'];

/** When it is open, without the short forms of a file: "Mon to Fri 9:00 to 18:00". */
export function tellHours(fields: Metadata, raw: string): Told | null {
  const hours = fields['open'] ?? fields['desk_hours'];
  const name = fields['partner'] ?? fields['name'];
  if (typeof hours !== 'string' || typeof name !== 'string' || !/\d-\d/.test(hours)) return null;
  const claim = `The opening hours of ${name} are ${hours.replaceAll('-', ' to ')}.`;
  return { claim, quotes: [raw] };
}

/** One field of a record. JSON is quoted in parts, a line of CSV whole. */
export function tellField(fields: Metadata, raw: string, random: () => number): Told | null {
  const naming = NAMING.find((field) => typeof fields[field] === 'string');
  const field = pick(
    Object.keys(fields).filter((one) => one in TELLS && fields[one] !== null),
    random,
  );
  if (naming === undefined || field === undefined) return null;
  const value = fields[field];
  const words = Array.isArray(value) ? listed(value.map(String)) : String(value);
  const tell = pick(TELLS[field] ?? [], random);
  if (tell === undefined || words === '' || words === '0') return null;
  const quotes = raw.startsWith('{') ? [partOf(raw, naming), partOf(raw, field)] : [raw];
  if (quotes.includes(null)) return null;
  return { claim: tell(String(fields[naming]), words), quotes: quotes as string[] };
}

/** The field with its value as they stand in a line of JSON. */
function partOf(json: string, field: string): string | null {
  const pattern = new RegExp(`"${field}":\\s*(?:"(?:[^"\\\\]|\\\\.)*"|\\[[^\\]]*\\]|[^,}\\]]+)`);
  return pattern.exec(json)?.[0] ?? null;
}

function listed(values: readonly string[]): string {
  if (values.length < 2) return values.join('');
  return `${values.slice(0, -1).join(', ')} and ${values.at(-1) ?? ''}`;
}
