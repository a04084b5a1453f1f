import { CLAUSE_RULES } from './clauses.ts';
import type { Rewording } from './rewording.ts';
import { REWORDINGS } from './rewordings.ts';
import type { Statement } from './statements.ts';
import { tellCell, tellField, tellHours, type Told } from './tables.ts';
import { lowerFirst, shuffle } from './text.ts';

/** A claim that is true given its quotes, and how it was made of which statement. */
export interface TrueClaim extends Told {
  readonly statement: Statement;
  readonly rule: string;
}

const SINGLE: Readonly<Record<string, Rewording>> = {
  plain: (sentence) => sentence,
  ...REWORDINGS,
  ...CLAUSE_RULES,
};
/** Rewordings that one writer does at once, at most. */
const MIXED_AT_MOST = 4;

/** Every claim that the rules make of a statement. @param next the statement behind it in its document */
export function trueClaimsOf(
  statement: Statement,
  next: Statement | undefined,
  random: () => number,
): TrueClaim[] {
  const { content, quote } = statement;
  const tell = (rule: string, told: Told | null): TrueClaim[] =>
    told === null ? [] : [{ statement, rule, ...told }];
  switch (content.kind) {
    case 'row':
      return tell('row', tellCell(content.columns, content.cells, quote, random));
    case 'record':
      return [
        ...tell('record', tellField(content.fields, quote, random)),
        ...tell('hours', tellHours(content.fields, quote)),
      ];
    case 'sentence': {
      const { text } = content;
      const singles = Object.entries(SINGLE).flatMap(([rule, reword]) => {
        const claim = reword(text, random);
        return claim === null ? [] : tell(rule, { claim, quotes: [quote] });
      });
      const mixed = mix(text, random);
      return [
        ...singles,
        ...(mixed === null ? [] : tell('mixed', { claim: mixed, quotes: [quote] })),
        ...tell('joined', joined(statement, next)),
      ];
    }
  }
}

/** Two rewordings or more, one after the other; null where fewer apply. */
function mix(sentence: string, random: () => number): string | null {
  const { 'lead-in': leadIn, ...others } = REWORDINGS;
  let text = sentence;
  let done = 0;
  for (const reword of shuffle(
    [...Object.values(CLAUSE_RULES), ...Object.values(others)],
    random,
  )) {
    const reworded = done < MIXED_AT_MOST ? reword(text, random) : null;
    if (reworded === null) continue;
    text = reworded;
    done++;
  }
  const led = random() < 0.3 ? leadIn(text, random) : null;
  return done < 2 || text === sentence ? null : (led ?? text);
}

/** This sentence and the next of its passage as one, each with its quote. */
function joined(first: Statement, second: Statement | undefined): Told | null {
  if (first.content.kind !== 'sentence' || second?.content.kind !== 'sentence') return null;
  if (first.content.passage !== second.content.passage) return null;
  const rest = lowerFirst(second.content.text);
  if (rest === null || first.content.text.length + rest.length > 300) return null;
  return {
    claim: `${first.content.text.slice(0, -1)}, and ${rest}`,
    quotes: [first.quote, second.quote],
  };
}
