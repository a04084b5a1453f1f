export const ERASURE = `
  -- Rows that are taken away (erasure, collection) may have been counted by a process that has them in
  -- memory: it begins anew when the epoch has moved on, and throws its dense index away after an erasure.
  CREATE TABLE removals (
    epoch INTEGER NOT NULL,
    erasures INTEGER NOT NULL
  ) STRICT;
  INSERT INTO removals VALUES (0, 0);

  -- A collected revision keeps its row, so that as-of questions know what they would miss.
  ALTER TABLE revisions ADD COLUMN retained INTEGER NOT NULL DEFAULT 1;
  CREATE INDEX revisions_not_retained ON revisions (to_seq, from_seq) WHERE retained = 0;

  -- 1: as of a time, and so never stale.
  ALTER TABLE answers ADD COLUMN as_of INTEGER NOT NULL DEFAULT 0;
  UPDATE answers SET as_of = 1 WHERE json_type(answer, '$.stale') = 'null';
  CREATE INDEX answers_by_time ON answers (created_at);

  -- Each stretch of a revision that an answer quotes.
  CREATE TABLE answer_quotes (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL REFERENCES revisions (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (answer, revision, span_start, span_end)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX answer_quotes_by_revision ON answer_quotes (revision, span_start, span_end);
  INSERT OR IGNORE INTO answer_quotes
    SELECT a.id, r.id, c.value ->> '$.span.start', c.value ->> '$.span.end'
      FROM answers a JOIN json_each(a.answer, '$.citations') c
      JOIN documents d ON d.document_id = c.value ->> '$.documentId'
      JOIN revisions r ON r.document = d.id AND r.revision = c.value ->> '$.revision';

  -- By the SHA-256 of the document's id, since an erasure takes the id away and leaves the state: the same
  -- file, still there, must not bring the document back.
  CREATE TABLE sources_by_hash (
    document_sha256 TEXT PRIMARY KEY,
    corpus_sha256 TEXT NOT NULL,
    -- NULL: the document is erased.
    document_id TEXT,
    -- NULL: the file was not there at the last scan.
    sha256 TEXT
  ) STRICT;
  INSERT INTO sources_by_hash
    SELECT sha256(document_id), sha256(corpus), document_id, sha256 FROM sources;
  DROP TABLE sources;
  ALTER TABLE sources_by_hash RENAME TO sources;
  CREATE INDEX sources_by_corpus ON sources (corpus_sha256);

  CREATE TABLE erased_documents (
    document_sha256 TEXT PRIMARY KEY,
    -- Revision numbers go on after an erasure.
    last_revision INTEGER NOT NULL,
    -- Of the commit that erased it.
    seq INTEGER NOT NULL REFERENCES commits (seq)
  ) STRICT;

  CREATE TABLE erased_answers (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES commits (seq)
  ) STRICT;

  -- The journal of erasures: what is asked for is done, whatever happens in between.
  CREATE TABLE erasures (
    job TEXT PRIMARY KEY REFERENCES jobs (id),
    -- NULL once its rows are removed.
    document_id TEXT,
    -- requested, removed (from the tables), finished (from every file).
    step TEXT NOT NULL CHECK (step IN ('requested', 'removed', 'finished')),
    receipt TEXT
  ) STRICT;
  CREATE INDEX erasures_unfinished ON erasures (job) WHERE step <> 'finished';

  -- The process that runs the job, as <pid>:<its start>.
  ALTER TABLE jobs ADD COLUMN owner TEXT;

  -- Events told about the commit so far: numbers are not given twice, though old events are dropped.
  ALTER TABLE commits ADD COLUMN events INTEGER NOT NULL DEFAULT 0;

  -- In the order of their ids; the oldest are dropped.
  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    type TEXT NOT NULL,
    -- What a reader must be allowed to read to be told.
    document INTEGER REFERENCES documents (id),
    answer TEXT REFERENCES answers (id) ON DELETE CASCADE,
    data TEXT NOT NULL,
    UNIQUE (seq, n)
  ) STRICT;
  CREATE INDEX events_by_document ON events (document);
  CREATE INDEX events_by_answer ON events (answer);

  -- Of every commit up to this one it has been told which answers it made stale.
  CREATE TABLE followed (
    seq INTEGER NOT NULL
  ) STRICT;
  INSERT INTO followed SELECT coalesce(max(seq), 0) FROM commits;

  -- Kept by seq, so that a question as of then is judged as it was then.
  CREATE TABLE calibrations_by_seq (
    corpus TEXT NOT NULL,
    seq INTEGER NOT NULL,
    calibration TEXT NOT NULL,
    PRIMARY KEY (corpus, seq)
  ) STRICT;
  INSERT INTO calibrations_by_seq SELECT corpus, seq, calibration FROM calibrations;
  DROP TABLE calibrations;
  ALTER TABLE calibrations_by_seq RENAME TO calibrations;

  -- Passages in the current revisions of each corpus, which is asked for after every commit: counted as they
  -- come and go, since adding them up takes 30 ms for 20,000 documents.
  CREATE TABLE corpus_passages (
    corpus TEXT PRIMARY KEY,
    passages INTEGER NOT NULL
  ) STRICT;
  INSERT INTO corpus_passages
    SELECT d.corpus, sum(r.passages) FROM documents d
      JOIN revisions r ON r.document = d.id AND r.to_seq IS NULL GROUP BY d.corpus;
  CREATE TRIGGER revision_opened AFTER INSERT ON revisions WHEN NEW.to_seq IS NULL BEGIN
    INSERT INTO corpus_passages
      SELECT corpus, NEW.passages FROM documents WHERE id = NEW.document
      ON CONFLICT (corpus) DO UPDATE SET passages = passages + excluded.passages;
  END;
  CREATE TRIGGER revision_closed AFTER UPDATE OF to_seq ON revisions
    WHEN OLD.to_seq IS NULL AND NEW.to_seq IS NOT NULL BEGIN
    UPDATE corpus_passages SET passages = passages - OLD.passages
     WHERE corpus = (SELECT corpus FROM documents WHERE id = OLD.document);
  END;
  CREATE TRIGGER current_revision_removed AFTER DELETE ON revisions WHEN OLD.to_seq IS NULL BEGIN
    UPDATE corpus_passages SET passages = passages - OLD.passages
     WHERE corpus = (SELECT corpus FROM documents WHERE id = OLD.document);
  END;
  `;
