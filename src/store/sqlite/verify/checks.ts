/*
 * What a store is held to, by name. What a check finds is told in ids and row numbers, never in the words of
 * a document.
 */

export const CHECKS = {
  'sqlite-integrity': 'SQLite finds no fault in its file',
  'foreign-keys': 'no row names another that is not there',
  'schema-version': 'the schema is of a version that this code knows',
  'commit-numbers': 'commits are numbered 1, 2, 3 and on, without holes',
  'commit-times': 'no commit is earlier than the one before it',
  'document-id':
    'a document has a valid id, the corpus that the id begins with, and a list of readers',
  'revision-interval': 'a revision is valid from one commit to a later one',
  'revision-overlap': 'a document has one revision at most at any seq',
  'revision-number':
    'the revisions of a document are numbered on from those erased, in the order of their commits',
  'revision-text': 'a text is well-formed, and is what its SHA-256 and its length say',
  'revision-structure': 'headings, pages and metadata are well-formed and lie in the text',
  'revision-passages': 'a revision has as many passages as it says',
  'collected-revision':
    'a revision that is not retained is closed, and holds no text and no passage',
  'occurrence-order':
    'the passages of a revision are numbered from 0, in order, and do not overlap',
  'occurrence-place': 'a passage lies in the text, at its lines and on its page',
  'occurrence-structure':
    'units lie in their passage; headings, record and columns are well-formed',
  'occurrence-text': 'the indexed text of a passage is that of the place where it stands',
  'passage-text': 'a passage is known by the SHA-256 of its text',
  'passage-orphan': 'every passage stands in a revision',
  postings: 'every passage has postings, of this analyser, of known terms',
  'postings-terms': 'postings hold the terms that analysing the passage again gives',
  'term-unused': 'every term stands in a passage',
  'embedding-model': 'an embedding model is in use once there are passages',
  vector:
    'a vector is of a known model, has as many numbers as it says, finite, and is of length 1 (or 0)',
  'vector-missing': 'every current passage has a vector of the model in use',
  answer: 'a stored answer and its trace are well-formed, and its columns say the same',
  citation: 'a quote is the words of its span, in a revision that is kept',
  claim: 'a claim stands at its span of the answer, with citations that are there',
  'answer-documents':
    'an answer is linked to the documents that it cites or lists, and to no others',
  'answer-quotes': 'what an answer quotes is noted, and nothing else',
  'answer-erased':
    'no answer is there that was erased, or that cites or lists what was erased since',
  event: 'events are well-formed, about commits that there are, and no more than are kept',
  removals: 'rows that were taken away are counted, an erasure among them each time',
  followed: 'stale answers have been told of no commit that is not there',
  'corpus-passages': 'the passages of a corpus are counted right',
  calibration: 'calibrations are well-formed, of commits and corpora that there are',
  job: 'a job is well-formed, and its columns say the same',
  erasure: 'an erasure has what its step leaves: a finished one a receipt and no name',
  source: 'a file is known by the SHA-256 of its document and corpus',
  'erased-name': 'nothing names a document that is erased',
  'index-pointer': 'the dense index says what it holds',
  'index-checksum': 'the file of the dense index is as it was written',
  'index-covered':
    'the dense index is of this database, and holds every vector that it says it holds',
  'index-vectors': 'the vectors of the dense index are those of the database',
  'index-erasures': 'the dense index was begun after the last erasure',
} as const;

/** What the next start, or the next save, puts in order by itself. */
export const NOTES = {
  unmigrated: 'the schema will be brought up to date at the next start, and can be looked at then',
  'unfinished-erasure': 'an erasure will be taken up at the next start',
  'interrupted-job': 'a job of a process that is gone will be marked interrupted at the next start',
  'index-unused': 'the dense index will be built anew at the next start',
  'index-leftover':
    'a file of the dense index that nothing points to will be removed when it is saved',
} as const;

export type CheckName = keyof typeof CHECKS;
type NoteName = keyof typeof NOTES;

export interface Finding {
  readonly check: CheckName;
  /** Ids and numbers. */
  readonly detail: string;
}

export interface Note {
  readonly note: NoteName;
  readonly detail: string;
}
