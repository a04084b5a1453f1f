export const EMBEDDING_MODELS = `
  -- Of which model questions are asked, and of which others there are vectors beside.
  CREATE TABLE embedding_models (
    -- As in embeddings.model.
    id TEXT PRIMARY KEY,
    driver TEXT NOT NULL CHECK (driver IN ('embedded', 'openai')),
    name TEXT NOT NULL,
    dimensions INTEGER NOT NULL CHECK (dimensions > 0),
    -- The commit that put it in use, the last time: the one with the latest is in use. NULL = it never was,
    -- and its vectors are being made.
    since_seq INTEGER UNIQUE REFERENCES commits (seq)
  ) STRICT;

  -- What came before had one model in use, and did not say which: the one with a vector of the most current
  -- passages, and of several the one that was used last.
  INSERT INTO embedding_models
    SELECT model, CASE WHEN model LIKE 'embedded-%' THEN 'embedded' ELSE 'openai' END,
           CASE WHEN model LIKE '%_-' || dimensions AND model NOT LIKE 'embedded-%'
                THEN substr(model, 1, length(model) - length(dimensions) - 1) ELSE model END,
           dimensions,
           CASE WHEN row_number() OVER (ORDER BY standing DESC, last DESC) = 1
                THEN (SELECT min(seq) FROM commits) END
      FROM (SELECT e.model, max(length(e.vector)) / 4 AS dimensions, max(e.id) AS last,
                   count(current.passage) AS standing
              FROM embeddings e
              LEFT JOIN (SELECT DISTINCT o.passage FROM revisions r JOIN occurrences o ON o.revision = r.id
                          WHERE r.to_seq IS NULL) current ON current.passage = e.passage
             GROUP BY e.model);

  -- The vectors of one model in the order of their ids, past those of another.
  CREATE INDEX embeddings_by_model ON embeddings (model);
`;
