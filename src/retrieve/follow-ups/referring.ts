import { ASKING, AUXILIARY, type Word } from './spoken.ts';

/* Words that stand for something that was named before: "it", "them", "that one", "there". */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const PRONOUNS = set('it its itself they them their theirs themselves he him his she her hers');
const POSSESSIVES = set('its their his her');
const DEMONSTRATIVES = set('this that these those');
const ONE = set('one ones');
const BEFORE_ONE = set(
  'which that this there other another same new first second last small large big best right wrong',
);
const QUANTITIES = set('both neither former latter');
const BE = set('is are was were be been isnt arent wasnt will would any');
/** "Sure that my …", "a film that …": no word of its own. */
const BEFORE_CLAUSE = set(
  'true sure say said know think told heard mean means so now given provided',
);
/** What follows a "that" which is the whole of what is meant. */
const BEHIND_WHOLE = set(
  `for in on at with to by from after before if when and or as of include includes included cost costs apply
  applies mean means work works happen take takes count cover covered covers also too still now then again
  instead allowed possible changed fit`,
);
const TIMES = set(
  `day days week weeks weekend month months year years morning afternoon evening night tonight summer winter
  autumn spring time moment point term minute minutes hour hours season christmas holiday holidays`,
);
/** Another clause begins: its subject may be anything that was named before. */
const CLAUSES = set(
  'and or but if when while because that which who whom whose after before until till so then without once to',
);
const EXPLETIVE = set(
  `ok okay fine possible allowed true legal illegal necessary safe free better worth normal required enough
  permitted compulsory mandatory easy hard difficult bad good dangerous right wrong correct usual important
  take takes cost costs matter make makes help`,
);
const CONNECTORS = set('to that if when whether until till before because');
/** "Is it going to rain", "why does it say …": it stands for nothing that was said. */
const OF_NOTHING = /^(?:rain|snow|freez|thunder|says?$)/;
/** Words between "it" and what it announces: "does it usually take". */
const MAX_BETWEEN = 3;

/** Whether a word refers to something that none of the words before it names. */
export function findReferring(words: readonly Word[]): boolean {
  return words.some((_, i) => refersBack(words, i));
}

function refersBack(words: readonly Word[], at: number): boolean {
  const { word } = words[at] as Word;
  const next = words[at + 1];
  const before = words[at - 1]?.word ?? '';
  if (PRONOUNS.has(word)) {
    if (word === 'it' && announces(words, at)) return false;
    return !isNamed(words, at, POSSESSIVES.has(word) && next?.content === true);
  }
  if (DEMONSTRATIVES.has(word)) return demonstrates(words, at);
  if (ONE.has(word)) {
    const chosen = BEFORE_ONE.has(before) || /(?:er|est)$/.test(before);
    return chosen && next?.content !== true && !isNamed(words, at, true);
  }
  if (QUANTITIES.has(word))
    return !words.slice(at).some((w) => w.word === 'and') && !isNamed(words, at, true);
  if (word === 'there')
    return !BE.has(before) && !BE.has(next?.word ?? '') && !isNamed(words, at, false);
  return false;
}

function demonstrates(words: readonly Word[], at: number): boolean {
  const { word } = words[at] as Word;
  const before = words[at - 1];
  const next = words[at + 1];
  if (BEFORE_CLAUSE.has(before?.word ?? '')) return false;
  const whole =
    next === undefined || next.afterMark || AUXILIARY.has(next.word) || BEHIND_WHOLE.has(next.word);
  // "The firm that did it": what it follows is what it means.
  if (whole)
    return (
      !(word === 'that' && before?.content === true && !isAsked(words, at - 1)) &&
      !isNamed(words, at, false)
    );
  const own = words.filter(({ content }) => content).length;
  return next.content && !TIMES.has(next.word) && own <= 2;
}

/** "Is it allowed to …", "how long does it take until …", "does it rain": it stands for what comes. */
function announces(words: readonly Word[], at: number): boolean {
  const behind = words.slice(at + 1);
  if (behind.slice(0, MAX_BETWEEN).some(({ word }) => OF_NOTHING.test(word))) return true;
  const adjective = behind.findIndex(({ word }) => EXPLETIVE.has(word));
  if (adjective < 0 || adjective >= MAX_BETWEEN) return false;
  const rest = behind.slice(adjective + 1);
  const connector = rest.findIndex(({ word }) => CONNECTORS.has(word));
  if (connector < 0 || connector >= MAX_BETWEEN) return false;
  // "To arrive" alone does not say what arrives.
  const skipped = rest[connector]?.word === 'to' ? 2 : 1;
  return rest.slice(connector + skipped).some(({ content }) => content);
}

/**
 * Whether something before it may be what it stands for. Within its own clause that is nothing, but for
 * what belongs to someone ("the Hollin and its battery").
 */
function isNamed(words: readonly Word[], at: number, withinClause: boolean): boolean {
  let otherClause = withinClause || words[at]?.afterMark === true;
  for (let i = at - 1; i >= 0; i--) {
    const { word, content, afterMark } = words[i] as Word;
    if (otherClause && content && !isAsked(words, i)) return true;
    otherClause ||= afterMark || CLAUSES.has(word);
  }
  return false;
}

/** A verb, as far as the word before it tells: "I cancel", "to cancel", "can I cancel". */
function isAsked(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  if (before === undefined || words[at]?.afterMark === true) return false;
  if (/^(?:i|we|you|they|he|she|it|to|not|please|never|also|just)$/.test(before.word)) return true;
  const inverted = words[at - 2];
  return (
    AUXILIARY.has(before.word) &&
    inverted !== undefined &&
    !inverted.afterMark &&
    !ASKING.has(inverted.word) &&
    inverted.word !== 'and'
  );
}
