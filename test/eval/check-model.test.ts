import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askModel } from '../../eval/check-model/ask-model.ts';
import { countLines } from '../../eval/check-model/count-lines.ts';
import { modelTables } from '../../eval/check-model/tables.ts';
import type { EvalQuestion } from '../../eval/questions.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import { openCorpusInTime, type CorpusInTime } from '../helpers/corpus-in-time.ts';
import { FAILING, HONEST, LYING } from '../helpers/endpoint/behaviours.ts';
import { saying } from '../helpers/endpoint/completions.ts';
import { abstaining, honest } from '../helpers/endpoint/honest.ts';
import type { Script } from '../helpers/endpoint/protocol.ts';
import { MODELS, startOpenAiEndpoint, type OpenAiEndpoint } from '../helpers/endpoint/server.ts';

describe('lines of the form asked for', () => {
  it.each([
    ['{"claim": "It is.", "evidence": [{"source": 1, "quote": "is"}]}\n', 1, 1],
    ['{"abstain": "No."}', 1, 1],
    ['```json\n{"abstain": "No."}\n```', 3, 1],
    ['Sure!\n\n{"claim": "It is.", "evidence": []}', 2, 1],
    ['{"claim": "It is.", "evidence": [{"source": "1", "quote": "is"}]}', 1, 0],
    ['{"claim": "It is.", "evidence": {"source": 1, "quote": "is"}}', 1, 0],
    ['[{"abstain": "No."}]', 1, 0],
    ['null\n7\n"claim"', 3, 0],
    ['', 0, 0],
  ])('are counted strictly: %j', (output, written, asAsked) => {
    expect(countLines(output)).toEqual({ written, asAsked });
  });
});

const QUESTION: EvalQuestion = {
  id: 'q',
  text: 'How many days do readers keep a book?',
  textWithoutDocument: null,
  answerable: true,
  facts: [['30 days']],
  documents: [],
  gold: [],
  kind: 'fact',
  format: null,
  split: 'tune',
};

describe('one question of check:model', () => {
  let endpoint: OpenAiEndpoint;
  let corpus: CorpusInTime;

  beforeAll(async () => {
    endpoint = await startOpenAiEndpoint();
    corpus = await openCorpusInTime({
      GENERATOR: 'chat',
      CHAT_MODEL: MODELS.chat,
      OPENAI_BASE_URL: endpoint.baseUrl,
      MODEL_MAX_RETRIES: '0',
    });
    await corpus.put('library/rules.md', '# Rules\n\nReaders keep each book for 30 days.\n');
  });
  afterAll(async () => {
    await corpus.close();
    await endpoint.close();
  });

  function ask(script: Script, question = QUESTION) {
    endpoint.chatWith(script);
    const { answerer, store } = corpus.parts;
    return askModel(answerer, (id) => store.answer(EVERYTHING, id), question);
  }

  it('tells what the model kept of the form, of its claims, and of the facts', async () => {
    expect(await ask(saying(honest))).toMatchObject({
      outcome: 'answered',
      failure: null,
      lines: { written: 1, asAsked: 1 },
      claims: { made: 1, kept: 1 },
      failedGates: {},
      factsQuoted: true,
      declinedRightly: true,
    });
    expect((await ask(HONEST['with [1] markers']!)).lines).toEqual({ written: 1, asAsked: 0 });
  });

  it('tells which gates stop what is not true', async () => {
    const answer = await ask(LYING['numbers changed']!);
    expect(answer).toMatchObject({ outcome: 'abstained', claims: { made: 1, kept: 0 } });
    expect(answer.failedGates.numbers).toBe(1);
    expect(answer).toMatchObject({ factsQuoted: false, declinedRightly: false });
  });

  it('takes it as right to decline what cannot be answered', async () => {
    const unanswerable = { ...QUESTION, answerable: false, facts: [] };
    expect(await ask(saying(abstaining), unanswerable)).toMatchObject({
      outcome: 'abstained',
      factsQuoted: null,
      declinedRightly: true,
    });
  });

  it('tells how it failed, and goes on', async () => {
    const failed = await ask(FAILING['a key that is refused']!);
    expect(failed).toMatchObject({ outcome: 'failed', failure: { code: 'MODEL_KEY_REFUSED' } });
    const tables = modelTables('tiny', [failed, await ask(saying(honest))]);
    const [questions, together] = tables.map(({ rows }) => rows);
    expect(questions?.[0]).toContain('failed: MODEL_KEY_REFUSED');
    expect(together).toContainEqual(['failed or incomplete', '1']);
    expect(together).toContainEqual(['claims kept of those made', '1 of 1']);
  });
});
