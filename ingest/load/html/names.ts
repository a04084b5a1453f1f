/* Elements by what they are to a reader, and to the parser. */

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

export const HEADINGS = list('h1 h2 h3 h4 h5 h6');

/** Elements without content and end tag. */
export const VOID = list(
  `area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr`,
);

/** Text stands on lines of its own in these. Whatever is not here is within a line, unknown names too. */
export const BLOCKS = list(`
  address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
  figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main
  marquee menu nav noframes ol optgroup option p plaintext pre search section select summary table tbody
  td tfoot th thead tr ul xmp`);

/** Their start ends a paragraph that is still open (HTML, "close a p element"). */
export const END_PARAGRAPHS = list(`
  address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer
  form h1 h2 h3 h4 h5 h6 header hgroup hr listing main menu nav ol p plaintext pre search section
  summary table ul xmp li dt dd`);

/** What no heading can hold: when it has its words already, its end tag was forgotten. */
export const END_HEADINGS = list(`
  article aside blockquote dl fieldset footer form header main nav ol p pre section table ul`);

/** May stand in a head; anything else begins the body. */
export const IN_HEAD = list(`
  base basefont bgsound head html link meta noscript script style template title`);

/** Styles of words: their end tag does not end a block that stands, wrongly, within them. */
export const PHRASES = list(`
  a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small
  span strike strong sub sup time tt u var`);

/** What an end tag cannot reach beyond, but for that of a table or its parts. */
export const SCOPES = list('table td th caption object applet marquee template foreignobject');
export const TABLE_PARTS = list('table caption colgroup thead tbody tfoot tr td th');

export const PREFORMATTED = list('pre listing xmp plaintext');

/** Their text is code or is never shown, so that the parser does not even keep it. */
export const UNREAD_TEXT = list('script style');

/** Never read, whatever the page. */
export const NEVER_SHOWN = list(`
  annotation annotation-xml area base datalist embed head iframe input link meta meter
  noembed noframes progress rp rt rtc script select style template textarea title`);

/** Shown by a browser that cannot show something else: read only when there is nothing else. */
export const SUBSTITUTES = list('audio canvas noscript object video');
