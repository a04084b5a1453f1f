/* What titles are called by those who ask for them, as sources of patterns. */

export const TITLES =
  '(?:films?|movies?|flicks?|series|mini-?series|shows?|box ?sets?|docu\\w*|comed(?:y|ies)|rom-?coms?|thrillers?|dramas?|westerns?|musicals?|cartoons?|animations?|whodunn?its?|titles?|shorts|biopics?|horrors?|sitcoms?|soaps?|romances?|noirs?|myster(?:y|ies)|sci-?fi|science fiction|classics?)';
export const ANYTHING = `(?:something|anything|${TITLES}|1|ones?)`;
