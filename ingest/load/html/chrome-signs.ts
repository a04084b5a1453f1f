import { BLOCKS, HEADINGS, PHRASES } from './names.ts';
import { attributeOf, type HtmlNode } from './tree.ts';

/* What elements say of themselves: that they belong to the site around the page rather than to the page. */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

const ROLES = list(`
  alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar tooltip`);

/** In a class or id these words are the site's, whatever stands there. */
const SITE_WORDS = list(`
  addtoany adsbygoogle advert advertisement advertisements adverts breadcrumb breadcrumbs cookie cookies
  colophon consent disqus editsection gdpr gutter helpful lineno linenos masthead navbar newsletter optin
  outbrain pagination recommendations recommended related respond sharedaddy sharing sidebar sidenav
  skiplink sociallinks socialmedia subnav taboola topnav votes`);

/** These too, when what stands there is mostly links: a menu may be a restaurant's, a share have a price. */
const LINK_WORDS = list(`
  ad ads controls feedback footer menu nav navigation pager promo rating share signup social sponsor
  sponsored subscribe tags toolbar widget`);

/** "has-sidebar", "no-nav", "nav-open": of a part that has one, not one itself. */
const ABOUT_ANOTHER =
  /^(?:has|no|not|with|without|is|js|hide|show)[-_]|[-_](?:open|closed|visible|hidden|active|enabled|disabled|layout|fixed)$/i;

/** An aside that belongs to the text. */
const NOTE_WORDS = list(`
  admonition alert attention callout caution danger footnote footnotes hint important info note notes
  notice tip warning`);

/** Ids of these are the site's words. Those of headings and sections are the page's own: id="cookies". */
const NAMED_BY_SITE = list('div aside ul ol nav header footer form table iframe');

const MAX_NAME_CHARACTERS = 500;

export type Sign = 'site' | 'links' | 'contents' | 'comments' | null;

export function isSiteRole(node: HtmlNode): boolean {
  return ROLES.has(attributeOf(node, 'role')?.toLowerCase() ?? '');
}

/** What the element's class and id say of it. Words in a line are the page's but for the surest signs. */
export function signOf(node: HtmlNode): Sign {
  if (node.attributes === null || HEADINGS.has(node.name)) return null;
  const names = [
    ...namesIn(node, 'class'),
    ...(NAMED_BY_SITE.has(node.name) ? namesIn(node, 'id') : []),
  ];
  const words = names.filter((name) => !ABOUT_ANOTHER.test(name)).flatMap(wordsOfName);
  if (words.some((word) => SITE_WORDS.has(word))) return 'site';
  if (node.name === 'a' && words.includes('skip')) return 'site';
  if (PHRASES.has(node.name) || !BLOCKS.has(node.name)) return null;
  if (words.includes('comments')) return 'comments';
  if (words.includes('toc')) return 'contents';
  return words.some((word) => LINK_WORDS.has(word)) ? 'links' : null;
}

/** Whether an aside says that it is a note, a warning, a tip. */
export function isNote(node: HtmlNode): boolean {
  return namesIn(node, 'class')
    .flatMap(wordsOfName)
    .some((word) => NOTE_WORDS.has(word));
}

function namesIn(node: HtmlNode, attribute: 'class' | 'id'): string[] {
  return (attributeOf(node, attribute) ?? '').slice(0, MAX_NAME_CHARACTERS).split(/\s+/);
}

/** "siteNav-main" = site, nav, main, sitenav, navmain: words are written together as well. */
function wordsOfName(name: string): string[] {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const pairs = parts.slice(1).map((part, index) => `${parts[index] ?? ''}${part}`);
  return [...parts, ...pairs];
}
