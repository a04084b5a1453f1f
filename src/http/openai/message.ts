import { Type, type Static } from 'typebox';
import type { FastifyRequest } from 'fastify';
import {
  CitationSchema,
  ClaimSchema,
  type Answer,
  type Citation,
  type Claim,
  type Span,
} from '../../core/model.ts';
import { printable } from '../../core/printable.ts';

const { number, documentId, revision, span, quote, headings, lines, page, status } =
  CitationSchema.properties;

/** A footnote mark in a message, and where it leads: OpenAI's fields, and ours beside them. */
export const AnnotationSchema = Type.Object({
  type: Type.Literal('url_citation'),
  url_citation: Type.Object({
    start_index: Type.Integer({
      minimum: 0,
      description: 'Where the mark begins in the content, in UTF-16 code units.',
    }),
    end_index: Type.Integer({ minimum: 0, description: 'Where it ends, exclusive.' }),
    url: Type.String({ description: 'The cited revision; the fragment is the span.' }),
    title: Type.String({ description: 'Of the document.' }),
  }),
  footnote: Type.Object({
    number,
    documentId,
    revision,
    span,
    quote,
    headings,
    lines,
    page,
    status,
    verdict: ClaimSchema.properties.verdict,
  }),
});
export type Annotation = Static<typeof AnnotationSchema>;

const SOURCES = '\n\nSources:\n- [1] ';

/** Where the request says that this server is, without a slash at the end; empty when it does not say. */
export function originOf({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string {
  const origin = `${protocol}://${host}`;
  return URL.canParse(origin) ? new URL(origin).origin : '';
}

/**
 * One annotation for each mark behind a claim.
 * @param text the answer's, up to the claim at least
 */
export function annotationsOf(
  claim: Claim,
  citations: readonly Citation[],
  { text, origin }: { text: string; origin: string },
): Annotation[] {
  // A space parts the claim from its marks, which stand close together.
  let start = inMarkdown(text.slice(0, claim.span.end)).length + 1;
  return claim.citations.flatMap((numbered) => {
    const end = start + `[${numbered}]`.length;
    const cited = citations.find((citation) => citation.number === numbered);
    const marks = cited === undefined ? [] : [annotationOf(cited, claim, { start, end }, origin)];
    start = end;
    return marks;
  });
}

function annotationOf(
  citation: Citation,
  { verdict }: Claim,
  { start, end }: Span,
  origin: string,
): Annotation {
  const { number, documentId, revision, span, quote, headings, lines, page, status } = citation;
  const { title, href } = citation;
  return {
    type: 'url_citation',
    url_citation: { start_index: start, end_index: end, url: origin + href, title },
    footnote: {
      number,
      documentId,
      revision,
      span,
      quote,
      headings,
      lines,
      page,
      status,
      verdict,
    },
  };
}

/**
 * What a person reads: the answer's text, from the beginning; then why there is none or what failed; then the
 * sources, since not every client shows annotations.
 */
export function contentOf(answer: Answer, origin: string): string {
  const notes = notesOn(answer).map((note) => `\n\n${note}`);
  return inMarkdown(answer.text + notes.join('')) + sourcesOf(answer.citations, origin);
}

/**
 * The same words for a client that renders Markdown, as most do: what is quoted of a document must not become
 * an image, a link or a tag there, which could load something.
 */
export function inMarkdown(text: string): string {
  return text.replace(/!(?=\[)|\](?=[(:])/g, '$&\\').replace(/<(?=[a-z/!?])/gi, '\\<');
}

/** The content of an earlier answer without the list of its sources, which is nothing that was said. */
export function withoutSources(content: string): string {
  const at = content.lastIndexOf(SOURCES);
  return at < 0 ? content : content.slice(0, at);
}

function notesOn({ abstention, fallback, incomplete }: Answer): string[] {
  return [
    ...(abstention === null ? [] : [abstention.reason]),
    ...(fallback === null
      ? []
      : [`The language model failed, so this was answered without it. ${fallback.reason}`]),
    ...(incomplete ? ['The language model failed before the answer was complete.'] : []),
  ];
}

function sourcesOf(citations: readonly Citation[], origin: string): string {
  const [first, ...more] = citations.map(
    ({ title, revision, href }) => `${plain(title)}, revision ${revision}: ${origin}${href}`,
  );
  if (first === undefined) return '';
  return SOURCES + [first, ...more.map((source, i) => `- [${i + 2}] ${source}`)].join('\n');
}

/** A document's title, such that a client that renders Markdown makes no link, image or tag of it. */
function plain(title: string): string {
  return printable(title).replace(/[\\[\]<]/g, '\\$&');
}
