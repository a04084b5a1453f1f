import { posix } from 'node:path';
import type { Finding } from './finding.ts';
import type { CorpusDocument, CorpusState } from './states.ts';

const TEXT = /\.(?:md|txt)$/;
const INLINE = /\]\(\s*<?([^\s()<>]+)>?(?:\s+"[^"]*")?\s*\)/g;
const DEFINITION = /^ {0,3}\[[^\]]+\]:\s*<?([^\s<>]+)>?/gm;
const ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

/** Every relative link leads to a document of the corpus and, where it names one, to a heading of it. */
export function checkLinks(state: CorpusState): Finding[] {
  return [...state.documents.values()]
    .filter(({ id }) => TEXT.test(id))
    .flatMap((document) =>
      linksOf(document.text).flatMap(({ target, start }) => {
        const problem = problemOf(target, document, state);
        if (problem === null) return [];
        const line = document.text.slice(0, start).split('\n').length;
        return [{ file: document.id, at: line, problem }];
      }),
    );
}

function linksOf(text: string): { target: string; start: number }[] {
  return [...text.matchAll(INLINE), ...text.matchAll(DEFINITION)]
    .map((match) => ({ target: match[1] ?? '', start: match.index }))
    .filter(({ target }) => !ELSEWHERE.test(target));
}

function problemOf(target: string, from: CorpusDocument, state: CorpusState): string | null {
  const [path = '', fragment] = target.split('#').map(decodeURIComponent);
  const id = path === '' ? from.id : posix.join(posix.dirname(from.id), path);
  const document = state.documents.get(id);
  if (document === undefined) return `links to ${target}, which is not there`;
  if (fragment === undefined || slugsOf(document.headings).has(fragment)) return null;
  return `links to ${target}, but ${id} has no such heading`;
}

/**
 * The fragments that GitHub gives to headings: lower case, spaces as hyphens, no punctuation, and a number
 * behind a heading that stood before.
 */
function slugsOf(headings: readonly string[]): Set<string> {
  const slugs = new Set<string>();
  for (const heading of headings) {
    const slug = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '')
      .replace(/\s/g, '-');
    let unique = slug;
    for (let times = 1; slugs.has(unique); times++) unique = `${slug}-${times}`;
    slugs.add(unique);
  }
  return slugs;
}
