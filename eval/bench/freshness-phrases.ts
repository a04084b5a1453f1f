/*
 * What made-up documents are made of. `{place}` and `{part}` are what a document and a section are about;
 * the other slots are filled by chance. Everything numbered stays below five digits, so that a value of
 * five digits stands nowhere but where it was put.
 */

export const KINDS =
  'depot,ferry,weir,mill,quay,lock,granary,foundry,tannery,brewery,quarry,ropewalk';

export const PARTS =
  'north yard,weighbridge,tide gate,boiler house,signal office,cold store,workshop,stable block,' +
  'canteen,pump room,slipway,chart room,drying loft,tool shed,gatehouse,oil store';

/** A question, and the words before and after the value that answers it. */
export const FACTS: readonly { question: string; before: string; after: string }[] = [
  {
    question: 'What setting is the {part} of the {place} at?',
    before: 'The {part} of the {place} is at setting ',
    after: '.',
  },
  {
    question: 'How many barrels does the {part} of the {place} hold?',
    before: 'The {part} of the {place} holds ',
    after: ' barrels when it is full.',
  },
  {
    question: 'What is the permit number of the {part} of the {place}?',
    before: 'The permit number of the {part} of the {place} is ',
    after: '.',
  },
  {
    question: 'How much does a pass for the {part} of the {place} cost?',
    before: 'A pass for the {part} of the {place} costs ',
    after: ' crowns.',
  },
  {
    question: 'After how many hours of service is the {part} of the {place} overhauled?',
    before: 'The {part} of the {place} is overhauled after ',
    after: ' hours of service.',
  },
];

export const OPENING =
  'The {part} of the {place} stands on the {side} side, {n} metres from the road.';

export const SENTENCES: readonly string[] = [
  'It was built in {year} and rebuilt after the fire of {year}.',
  '{name} has been in charge of the {part} since {month} {year}.',
  'Visitors sign the book at the desk before {time} on a {day}.',
  'A crew of {n} works there in winter and one of {n} in summer.',
  'The roof of the {part} was last tarred in {month} {year}.',
  'Every {day} the scales are checked against a weight of {n} kilograms.',
  'The key hangs on hook {n} in the room of {name}.',
  'In {month} the floor is dried for {n} days, and nobody may enter.',
  'The lamps of the {part} draw {n} watts and are put out at {time}.',
  'A delivery that arrives after {time} waits until {day}.',
  'The nearest telephone is {n} metres away, at the foot of the stairs.',
  'Its insurance runs until the end of {month} and covers fire, flood and theft.',
  '{name} keeps the drawings, which were copied in {year}.',
  'Of the {n} windows, those to the {side} stay shut on a {day}.',
  'The water in the tank is changed every {n} days and tested by {name}.',
  'Carts that weigh more than {n} hundredweight take the back way.',
  'The last flood, in {month} {year}, stood {n} centimetres high at the {side} wall.',
  'On a cold {day} the stove of the {part} burns {n} kilograms of coke.',
  'Repairs are ordered from {name}, who answers within {n} days.',
  'The bell rings {n} times when the {part} has to be cleared.',
];

export const ENTRIES: readonly string[] = [
  'Foreman: {name}',
  'Spare key: box {n}',
  'Paint: {n} litres a year',
  'Fire buckets: {n}',
  'Closed: every second {day} of {month}',
  'Quiet hours: from {time}',
  'Ladders: {n}, the longest on the {side} wall',
];

export const SLOTS: Readonly<Record<string, string>> = {
  side: 'north,south,east,west',
  day: 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday',
  month: 'January,February,March,April,May,June,July,August,September,October,November,December',
  name: 'Ada Brill,Otto Senn,Mira Lund,Jon Pask,Ines Toral,Karl Wende,Ruth Amsel,Tove Hald,Nils Orre,Lea Quint',
};
