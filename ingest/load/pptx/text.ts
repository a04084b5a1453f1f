import type { Flow } from '../flow.ts';
import { formatNumber } from '../number-format.ts';
import { childAt, descendantsOf, elementsOf, textOf, type XmlElement } from '../xml/tree.ts';

export interface SlideParagraph {
  readonly text: string;
  /** "-" or "1."; null for a paragraph that is no entry of a list. */
  readonly marker: string | null;
  /** 0 is outermost. */
  readonly level: number;
}

const MAX_LEVEL = 8;

/**
 * The paragraphs of a shape that are not empty.
 * @param layout the shape that this one is the placeholder of
 * @param bulleted whether entries of a list are what nothing else is said of
 */
export function paragraphsOf(
  shape: XmlElement | undefined,
  layout: XmlElement | undefined,
  bulleted: boolean,
): SlideParagraph[] {
  const body = childAt(shape, 'p:txBody') ?? childAt(shape, 'a:txBody');
  const styles = [childAt(body, 'a:lstStyle'), childAt(layout, 'p:txBody', 'a:lstStyle')];
  const counters: number[] = [];
  return elementsOf(body, 'a:p').flatMap((paragraph) => {
    const text = wordsOf(paragraph);
    if (text.trim() === '') return [];
    const properties = childAt(paragraph, 'a:pPr');
    const level = levelOf(properties);
    const ofLevel = styles.map((style) => childAt(style, `a:lvl${level + 1}pPr`));
    const bullet = bulletOf([properties, ...ofLevel]);
    counters.length = level + 1;
    const marker = markerOf(bullet, bulleted, counters);
    return [{ text, marker, level }];
  });
}

function levelOf(properties: XmlElement | undefined): number {
  const level = Number(properties?.attributes['lvl'] ?? 0);
  return level >= 0 && level <= MAX_LEVEL ? Math.floor(level) : 0;
}

/** The first of the properties that says anything of a bullet. */
function bulletOf(properties: readonly (XmlElement | undefined)[]): XmlElement | undefined {
  const stated = properties.flatMap((element) =>
    elementsOf(element).filter(({ name }) => /^a:bu(?:None|Char|Blip|AutoNum)$/.test(name)),
  );
  return stated[0];
}

function markerOf(
  bullet: XmlElement | undefined,
  bulleted: boolean,
  counters: number[],
): string | null {
  if (bullet?.name === 'a:buNone') return null;
  if (bullet?.name !== 'a:buAutoNum') return bullet !== undefined || bulleted ? '-' : null;
  const level = counters.length - 1;
  const start = Number(bullet.attributes['startAt'] ?? 1);
  const number = (counters[level] ?? start - 1) + 1;
  counters[level] = number;
  return autoNumber(number, bullet.attributes['type'] ?? '');
}

const FORMATS: Readonly<Record<string, string>> = {
  alphaLc: 'lowerLetter',
  alphaUc: 'upperLetter',
  romanLc: 'lowerRoman',
  romanUc: 'upperRoman',
};

/** @param scheme as ECMA-376 20.1.10.61 names it: `arabicPeriod`, `alphaLcParenBoth`, … */
function autoNumber(number: number, scheme: string): string {
  const [, name = '', ending = 'Period'] =
    /^(.*?)(Period|ParenR|ParenBoth|Plain)$/.exec(scheme) ?? [];
  const digits = formatNumber(number, FORMATS[name] ?? 'decimal');
  switch (ending) {
    case 'ParenR':
      return `${digits})`;
    case 'ParenBoth':
      return `(${digits})`;
    default:
      return ending === 'Plain' ? digits : `${digits}.`;
  }
}

/** The words of a paragraph, formulas as their signs in a line. */
export function wordsOf(paragraph: XmlElement): string {
  const words = elementsOf(paragraph).map((run) => {
    if (run.name === 'a:br') return '\n';
    if (run.name === 'a:r') return textOf(childAt(run, 'a:t'));
    // A field of text is kept as it was last shown; the slide's number is none of its words.
    if (run.name === 'a:fld') {
      return run.attributes['type'] === 'slidenum' ? '' : textOf(childAt(run, 'a:t'));
    }
    return descendantsOf(childAt(run, 'mc:Choice') ?? run, 'm:t')
      .map(textOf)
      .join('');
  });
  // PowerPoint writes a line break within a title as a vertical tab.
  return words.join('').replace(/[\v\u2028]|_x000B_/g, '\n');
}

export function writeParagraphs(paragraphs: readonly SlideParagraph[], flow: Flow): void {
  for (const { text, marker, level } of paragraphs) {
    if (marker === null) flow.paragraph(text);
    else flow.entry({ text, marker, depth: level });
  }
  // Entries of the next shape are another list.
  flow.close();
}
