export const ENCODINGS = `
  -- Of the source's text; NULL when its bytes are not text, and of revisions from before this migration.
  ALTER TABLE revisions ADD COLUMN encoding TEXT;
  `;
