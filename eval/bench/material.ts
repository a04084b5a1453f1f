import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRetrievalSet, readRetrievalSet, SHARED_RETRIEVAL } from '../datasets.ts';
import { createRandom } from '../typos.ts';

/** What a run is measured on: a folder of Markdown files and questions about them. */
export interface Material {
  readonly source: string;
  readonly files: number;
  readonly paragraphs: number;
  readonly bytes: number;
  readonly questions: readonly string[];
}

interface Article {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export const BENCH_CORPUS = 'bench';
const SQUAD = join(SHARED_RETRIEVAL, 'squad');
const SEED = 20_20;
/** Of made-up articles: as SQuAD's have them. */
const PARAGRAPHS_PER_ARTICLE = 44;
const PARAGRAPHS_PER_SECTION = 6;

/**
 * Writes `paragraphs` paragraphs as Markdown files, one an article, into a corpus below `corporaDir`:
 * SQuAD's where they are there and wanted, else made up from a fixed seed. Questions: `questions` of them, evenly taken.
 */
export function writeMaterial(
  corporaDir: string,
  wanted: { paragraphs: number; questions: number; madeUp: boolean },
): Material {
  const squad = !wanted.madeUp && isRetrievalSet(SQUAD);
  const { articles, questions } = squad ? readSquad() : inventArticles(wanted);
  const folder = join(corporaDir, BENCH_CORPUS);
  mkdirSync(folder, { recursive: true });
  let [files, paragraphs, bytes] = [0, 0, 0];
  for (const { title, paragraphs: all } of articles) {
    const taken = all.slice(0, wanted.paragraphs - paragraphs);
    if (taken.length === 0) break;
    const text = toMarkdown({ title, paragraphs: taken });
    const name = `${String(++files).padStart(4, '0')}-${title.replace(/[^A-Za-z0-9]+/g, '-')}.md`;
    writeFileSync(join(folder, name), text);
    paragraphs += taken.length;
    bytes += Buffer.byteLength(text);
  }
  const step = questions.length / wanted.questions;
  const asked = Array.from({ length: wanted.questions }, (_, i) => {
    return questions[Math.floor(i * step) % questions.length] ?? '';
  });
  return { source: squad ? 'SQuAD' : 'made up', files, paragraphs, bytes, questions: asked };
}

function toMarkdown({ title, paragraphs }: Article): string {
  const parts = paragraphs.flatMap((paragraph, i) =>
    i % PARAGRAPHS_PER_SECTION === 0
      ? [`## Part ${i / PARAGRAPHS_PER_SECTION + 1}`, paragraph]
      : [paragraph],
  );
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`;
}

function readSquad(): { articles: Article[]; questions: string[] } {
  const { documents, questions } = readRetrievalSet(SQUAD);
  const articles = new Map<string, string[]>();
  for (const { title, text } of documents) {
    articles.set(title, [...(articles.get(title) ?? []), text.replace(/\s+/g, ' ').trim()]);
  }
  return {
    articles: [...articles].map(([title, paragraphs]) => ({ title, paragraphs })),
    questions: questions.map(({ text }) => text),
  };
}

/** Articles of words that are frequent as in a language: the n-th about 1/n as often as the first. */
function inventArticles(wanted: { paragraphs: number; questions: number }): {
  articles: Article[];
  questions: string[];
} {
  const random = createRandom(SEED);
  const words = Array.from({ length: 30_000 }, () => inventWord(random));
  const word = (): string => words[Math.floor(words.length ** random()) - 1] ?? 'the';
  const sentence = (): string => {
    const text = Array.from({ length: 8 + Math.floor(random() * 20) }, word).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (): string =>
    Array.from({ length: 3 + Math.floor(random() * 4) }, sentence).join(' ');
  const articles = Array.from(
    { length: Math.ceil(wanted.paragraphs / PARAGRAPHS_PER_ARTICLE) },
    (_, i) => ({
      title: `Article ${i + 1}`,
      paragraphs: Array.from({ length: PARAGRAPHS_PER_ARTICLE }, paragraph),
    }),
  );
  const questions = Array.from({ length: wanted.questions }, () => {
    const article = articles[Math.floor(random() * articles.length)];
    const asked = article?.paragraphs[Math.floor(random() * PARAGRAPHS_PER_ARTICLE)] ?? '';
    return `What of ${asked.split(' ').slice(2, 9).join(' ')}?`;
  });
  return { articles, questions };
}

function inventWord(random: () => number): string {
  const pick = (letters: string): string => letters.charAt(Math.floor(random() * letters.length));
  const syllables = Array.from(
    { length: 1 + Math.floor(random() * 4) },
    () => pick('bcdfghklmnprstvw') + pick('aeiou'),
  );
  return syllables.join('') + pick('nrstl');
}
