import type { Rewording } from './rewording.ts';
import { lowerFirst, upperFirst } from './text.ts';

const CONDITION = 'if|when|unless|once|as soon as|until|where';
const TRAILING = new RegExp(`^([^,;:()]+?) (${CONDITION}) ([^,;:()]+)\\.$`);
const LEADING = new RegExp(`^(If|When|Unless|Once|As soon as|Until) ([^,;:()]+), ([^;:()]+)\\.$`);
/** The condition may belong to these, and not to the whole sentence. */
const INNER =
  /\b(?:that|whether|who|which|what|whose|how|ask|asks|say|says|see|know|tell|and|or|but|even|only|except|not|than|as|from|where)$|\b(?:that|whether|who|which|what|how|why)\b/i;
const FINITE =
  /\b(?:is|are|was|were|has|have|had|must|may|can|cannot|will|shall|should|does|do|did|costs?|pays?|ends?|begins?|applies|apply|gets?|runs?|takes?|stays?|gives?|goes|go|comes?|holds?|needs?|lasts?|shows?|keeps?|belongs?|opens?|closes?|decides?|answers?)\b/;
const SUBJECT =
  '(?:the|a|an|you|we|they|it|he|she|each|every|no|our|your|this|that|both|all|nobody|somebody|another|one|anything)';
const COORDINATE = new RegExp(`^([^;:()]{30,}), and (${SUBJECT} [^;:()]{15,})\\.$`);
const HALVES = /^([^;:()]{30,}); ([^;:()]{25,})\.$/;

/** "We pay if you ask." as "If you ask, we pay." */
const FRONTED: Rewording = (sentence) => {
  const [, main = '', condition = '', clause = ''] = TRAILING.exec(sentence) ?? [];
  const rest = lowerFirst(main);
  if (clause === '' || rest === null || INNER.test(main) || !FINITE.test(main)) return null;
  if (!FINITE.test(clause) || new RegExp(`\\b(?:${CONDITION})\\b`, 'i').test(main)) return null;
  if (!new RegExp(`^${SUBJECT}\\b`, 'i').test(clause)) return null;
  if (/\b(?:and|or) (?:the|we|you|it)\b/.test(clause)) return null;
  return `${upperFirst(condition)} ${clause}, ${rest}.`;
};

/** "If you ask, we pay." as "We pay if you ask." */
const POSTPONED: Rewording = (sentence) => {
  const [, condition = '', clause = '', main = ''] = LEADING.exec(sentence) ?? [];
  if (clause === '' || !FINITE.test(main) || /, (?:and|or|but)\b|, \w+ing\b/.test(main))
    return null;
  if (new RegExp(`\\b(?:${CONDITION}|which|that|who)\\b`).test(main)) return null;
  return `${upperFirst(main)} ${condition.toLowerCase()} ${clause}.`;
};

/** One of two sentences that a comma and "and", or a semicolon, had joined. */
const ALONE: Rewording = (sentence, random) => {
  const [, first = '', second = ''] = COORDINATE.exec(sentence) ?? HALVES.exec(sentence) ?? [];
  if (!FINITE.test(first) || !FINITE.test(second)) return null;
  if (/\b(?:either|neither|both|only|unless|except|if|but)\b/i.test(sentence)) return null;
  const refers =
    /\b(?:it|they|this|that|these|its|their|so|otherwise|the same|he|she|both)\b/i.test(second);
  return refers || random() < 0.6 ? `${first}.` : `${upperFirst(second)}.`;
};

/** Of the same meaning in another order, or a part that is whole by itself. */
export const CLAUSE_RULES = { fronted: FRONTED, postponed: POSTPONED, alone: ALONE } as const;
