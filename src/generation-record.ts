import { asFootnoteError, type FootnoteError } from './core/errors.ts';
import type { GenerationEvent, PromptMessage } from './generate/types.ts';

/** Characters of a model's output that a trace keeps. */
const MAX_TRACED_OUTPUT = 65_536;
/** Lines of it that are no claims. */
const MAX_TRACED_MALFORMED = 50;

/** What one generator did for one answer, as it goes into the trace: folded from what it told. */
export function createGenerationRecord(generator: string) {
  let prompt: readonly PromptMessage[] | null = null;
  let promptTokens: number | null = null;
  let sources: number | null = null;
  let output = '';
  let outputCharacters = 0;
  const malformed: { line: string; reason: string }[] = [];
  let malformedLines = 0;
  let abstained: string | null = null;
  let usage = { promptTokens: 0, completionTokens: 0 };
  let failure: { code: string; message: string } | null = null;

  return {
    generator,
    add(event: GenerationEvent): void {
      switch (event.type) {
        case 'prompt':
          prompt = event.messages;
          promptTokens = event.tokens;
          sources = event.sources;
          break;
        case 'output':
          outputCharacters += event.text.length;
          output += event.text.slice(0, MAX_TRACED_OUTPUT - output.length);
          break;
        case 'malformed':
          malformedLines++;
          if (malformed.length < MAX_TRACED_MALFORMED) {
            malformed.push({ line: event.line, reason: event.reason });
          }
          break;
        case 'abstain':
          abstained = event.reason;
          break;
        case 'usage':
          usage = { promptTokens: event.promptTokens, completionTokens: event.completionTokens };
          break;
        case 'claim':
          break;
      }
    },
    fail(error: unknown): FootnoteError {
      const failed = asFootnoteError(error);
      failure = { code: failed.code, message: failed.message };
      return failed;
    },
    hasAbstained: () => abstained !== null,
    usage: () => usage,
    /** A generator that asks no model has a name and nothing else to tell. */
    traced(): Record<string, unknown> {
      if (prompt === null && failure === null) return { generator };
      return {
        generator,
        prompt,
        promptTokens,
        sources,
        // A pair of surrogates may have been cut, and a lone one cannot be stored.
        output: output.toWellFormed(),
        outputCharacters,
        malformed,
        malformedLines,
        abstained,
        usage,
        failure,
      };
    },
  };
}

export type GenerationRecord = ReturnType<typeof createGenerationRecord>;
