import type { Database } from 'better-sqlite3';
import type { CollectReceipt, Retention } from '../types.ts';
import { advanceEpoch, removeUnusedPassages } from './removal.ts';

/**
 * Takes away what retention does not keep, in one transaction: answers that are too old, then the texts of
 * closed revisions beyond the newest few that no kept answer cites, then passages that stand nowhere any
 * more. A collected revision's row stays, without text, and says from when to when it was valid.
 */
export function collect(writer: Database, retention: Retention): CollectReceipt {
  return writer
    .transaction((): CollectReceipt => {
      const answers = retention.answersSince === null ? 0 : expire(writer, retention.answersSince);
      const collected = retention.revisions === null ? [] : surplus(writer, retention.revisions);
      if (collected.length === 0) return { answers, revisions: 0, passages: 0 };
      const revisions = JSON.stringify(collected);
      const passageIds = writer
        .prepare<[string], number>(
          `SELECT DISTINCT passage FROM occurrences
            WHERE revision IN (SELECT value FROM json_each(?))`,
        )
        .pluck()
        .all(revisions);
      writer
        .prepare('DELETE FROM occurrences WHERE revision IN (SELECT value FROM json_each(?))')
        .run(revisions);
      writer
        .prepare(
          `UPDATE revisions SET retained = 0, title = '', metadata = '{}', headings = '[]', pages = '[]', text = ''
            WHERE id IN (SELECT value FROM json_each(?))`,
        )
        .run(revisions);
      const { passages } = removeUnusedPassages(writer, passageIds);
      advanceEpoch(writer, { erasure: false });
      return { answers, revisions: collected.length, passages };
    })
    .immediate();
}

function expire(writer: Database, since: string): number {
  return writer.prepare<[string]>('DELETE FROM answers WHERE created_at < ?').run(since).changes;
}

/** Row ids of closed revisions that are to go. One whose stale answers have not been told is still needed. */
function surplus(writer: Database, kept: number): number[] {
  return writer
    .prepare<[number], number>(
      `SELECT id FROM (
         SELECT r.id, r.retained, r.to_seq,
                row_number() OVER (PARTITION BY r.document ORDER BY r.revision DESC) AS age
           FROM revisions r WHERE r.to_seq IS NOT NULL)
        WHERE age > ? AND retained = 1 AND to_seq <= (SELECT seq FROM followed)
          AND NOT EXISTS (SELECT 1 FROM answer_quotes q WHERE q.revision = id)`,
    )
    .pluck()
    .all(kept);
}
