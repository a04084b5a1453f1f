import { DATE_FORMS, DAY_MONTH } from './dates.ts';
import { COUNTED, inWords, SMALL_NUMBERS } from './number-words.ts';
import { substitutions, type Rewording } from './rewording.ts';
import { pick, replaceOne } from './text.ts';

const WORDS_FOR_NUMBERS: Rewording = (sentence, random) =>
  replaceOne(
    sentence,
    new RegExp(
      `(?<![\\d.,:/()§-]|(?:clause|Article|to|and|between) )\\b([2-9]|[1-9]\\d|[1-9]00)(?= (?:${COUNTED})\\b)`,
    ),
    random,
    ([, digits]) => inWords(Number(digits)),
  );

const DIGITS_FOR_WORDS: Rewording = (sentence, random) =>
  replaceOne(
    sentence,
    new RegExp(
      `(?<!hundred and )\\b(${[...SMALL_NUMBERS.keys()].join('|')})(?= (?:${COUNTED})\\b)`,
      'i',
    ),
    random,
    ([, words = '']) => String(SMALL_NUMBERS.get(words.toLowerCase())),
  );

/** Not the end of "16 and 30 November", whose beginning would be left without its month. */
const WHOLE_DATE = new RegExp(`(?<!\\d (?:and|to|or) )${DAY_MONTH.source}`);

const OTHER_DATE_FORM: Rewording = (sentence, random) =>
  replaceOne(sentence, WHOLE_DATE, random, ([, day, month = '', year]) => {
    const date = { day: Number(day), month, year: year === undefined ? null : Number(year) };
    return pick(DATE_FORMS, random)?.(date) ?? null;
  });

const MONEY = /\b(?:EUR (\d+(?:,\d{3})*(?:\.\d\d?)?)|(\d+(?:,\d{3})*(?:\.\d\d?)?) EUR)(?!,?\d)/;
const OTHER_MONEY_FORM: Rewording = (sentence, random) =>
  replaceOne(sentence, MONEY, random, ([, after, before]) => {
    const amount = after ?? before ?? '';
    return pick([`€${amount}`, `${amount} euros`, `€${amount.replace(',', '')}`], random) ?? null;
  });

const OTHER_UNIT_FORM = substitutions([
  [/(?<=\d) (?:percent|per cent)\b/, '%'],
  [/(?<=\d) km\/h\b/, ' kilometres per hour'],
  [/(?<=\d) km\b/, ' kilometres'],
  [/(?<=\d) kg\b/, ' kilograms'],
  [/(?<=\d) m\b/, ' metres'],
  [/(?<=\d) mm\b/, ' millimetres'],
  [/(?<=\d) °C/, ' degrees Celsius'],
  [/(?<=\d) GB\b/, ' gigabytes'],
  [/(?<=\d) MB\b/, ' megabytes'],
  [/(?<=\d) minutes\b/, ' min'],
  [/\btwelve months\b/, 'one year'],
  [/\b24 months\b/, 'two years'],
  [/\b14 days\b/, 'two weeks'],
  [/(?<=EUR|euros|once|twice) (?:a|per) month\b/, ' monthly'],
]);

const PERIODS: Rewording = (sentence, random) =>
  replaceOne(
    sentence,
    new RegExp(
      `\\bwithin (\\d+|[a-z]+) ((?:working |calendar )?)(day|week|month|hour|minute|year)s(?: (of|after))?\\b`,
    ),
    random,
    ([, count = '', sort = '', unit = '', after]) => {
      if (after !== undefined) return `no later than ${count} ${sort}${unit}s after`;
      return (
        pick(
          [
            `within ${count} ${sort}${unit}s at most`,
            `within a ${count}-${sort.trim() === '' ? '' : `${sort.trim()}-`}${unit} period`,
          ],
          random,
        ) ?? null
      );
    },
  );

/** The same value, written otherwise. */
export const VALUE_FORMS = {
  'number-words': WORDS_FOR_NUMBERS,
  'number-digits': DIGITS_FOR_WORDS,
  'date-form': OTHER_DATE_FORM,
  'money-form': OTHER_MONEY_FORM,
  'unit-form': OTHER_UNIT_FORM,
  period: PERIODS,
} as const;
