/**
 * The scope that leaves nothing out: every corpus at the latest commit, whoever may read it. For work that
 * is done on nobody's behalf; a request's scope is made in http/query.ts.
 */
export const EVERYTHING = { asOf: null, corpora: null, filter: null, groups: null } as const;
