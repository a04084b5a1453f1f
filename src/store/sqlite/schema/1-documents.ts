export const DOCUMENTS = `
  -- seq, the one global commit number; committed_at never decreases.
  CREATE TABLE commits (
    seq INTEGER PRIMARY KEY,
    committed_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL UNIQUE,
    corpus TEXT NOT NULL,
    -- Revision numbers go on after a deletion, so the last one is kept here.
    last_revision INTEGER NOT NULL,
    -- JSON list of groups; NULL = everyone. As it is now, also for as-of reads: a right once withdrawn
    -- is not given back by asking about the past.
    readers TEXT
  ) STRICT;
  CREATE INDEX documents_by_corpus ON documents (corpus, document_id);

  -- A revision is the document's content for every seq in [from_seq, to_seq); NULL = until now.
  CREATE TABLE revisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id),
    revision INTEGER NOT NULL,
    from_seq INTEGER NOT NULL REFERENCES commits (seq),
    to_seq INTEGER REFERENCES commits (seq),
    sha256 TEXT NOT NULL,
    source_sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    title TEXT NOT NULL,
    title_stated INTEGER NOT NULL,
    metadata TEXT NOT NULL,
    chunker TEXT NOT NULL,
    passages INTEGER NOT NULL,
    -- UTF-16 code units of text.
    characters INTEGER NOT NULL,
    headings TEXT NOT NULL,
    pages TEXT NOT NULL,
    -- Last, so that the columns before it are read without it.
    text TEXT NOT NULL,
    UNIQUE (document, revision)
  ) STRICT;
  -- One current revision a document; with its passages, so that they are counted in the index alone.
  CREATE UNIQUE INDEX revisions_current ON revisions (document) WHERE to_seq IS NULL;
  CREATE INDEX revisions_current_passages ON revisions (document, passages) WHERE to_seq IS NULL;
  CREATE INDEX revisions_opened ON revisions (from_seq);
  CREATE INDEX revisions_closed ON revisions (to_seq);

  -- Content-addressed: sha256 is of embedded_text, shared by all revisions and documents that hold it.
  CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    embedded_text TEXT NOT NULL
  ) STRICT;

  CREATE TABLE occurrences (
    revision INTEGER NOT NULL REFERENCES revisions (id),
    ordinal INTEGER NOT NULL,
    passage INTEGER NOT NULL REFERENCES passages (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    line_start INTEGER NOT NULL,
    line_end INTEGER NOT NULL,
    page INTEGER,
    headings TEXT NOT NULL,
    units TEXT NOT NULL,
    record TEXT,
    columns TEXT,
    PRIMARY KEY (revision, ordinal)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX occurrences_by_passage ON occurrences (passage);

  CREATE TABLE terms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    term TEXT NOT NULL UNIQUE
  ) STRICT;

  -- The postings of a passage with their positions, packed: see store/term-sequence.ts.
  CREATE TABLE postings (
    passage INTEGER PRIMARY KEY REFERENCES passages (id),
    analyser TEXT NOT NULL,
    terms BLOB NOT NULL
  ) STRICT;

  -- Little-endian float32, (dimensions,).
  CREATE TABLE embeddings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    passage INTEGER NOT NULL REFERENCES passages (id),
    model TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (passage, model)
  ) STRICT;

  CREATE TABLE sources (
    document_id TEXT PRIMARY KEY,
    corpus TEXT NOT NULL,
    -- NULL: the file was not there at the last scan.
    sha256 TEXT
  ) STRICT;
  CREATE INDEX sources_by_corpus ON sources (corpus);

  CREATE TABLE answers (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    answer TEXT NOT NULL,
    trace TEXT NOT NULL
  ) STRICT;

  -- Every document that an answer cites or lists, so that staleness and erasure find the answer.
  CREATE TABLE answer_documents (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents (id),
    role TEXT NOT NULL CHECK (role IN ('cites', 'lists')),
    PRIMARY KEY (answer, document)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX answer_documents_by_document ON answer_documents (document);

  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    job TEXT NOT NULL
  ) STRICT;

  CREATE TABLE calibrations (
    corpus TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    calibration TEXT NOT NULL
  ) STRICT;
  `;
