import type { Statements } from './statements.ts';

/** What stands between a page's title and the name of its site. */
const SEPARATOR_AFTER = /^\s*(?:[|–—·•»›:/\\]|-\s)/u;
const SEPARATOR_END = /\s*[|–—·•»›:/\\-]$/u;
const SEPARATOR_START = /^[|–—·•»›:/\\-]\s*/u;

/**
 * The page's title: og:title, else <title>, else the first heading of level 1; null when there is none.
 * The site's name is left away only where it is sure which part that is: the heading is what stands
 * before it, or the page states the name of its site.
 */
export function titleOf(statements: Statements, headline: string | null): string | null {
  if (headline !== null && beginsTitle(statements, headline)) return headline;
  const [title] = statedTitles(statements);
  if (title === undefined) return headline;
  return withoutSite(title, statements.get('og:site_name') ?? '');
}

/** Whether a heading is the title that the page states, or what stands there before the site's name. */
export function beginsTitle(statements: Statements, heading: string): boolean {
  return statedTitles(statements).some((title) => beginsWith(title, heading));
}

function statedTitles(statements: Statements): string[] {
  return ['og:title', 'title'].flatMap((name) => statements.get(name) ?? []);
}

function beginsWith(title: string, headline: string): boolean {
  if (!title.toLowerCase().startsWith(headline.toLowerCase())) return false;
  const rest = title.slice(headline.length);
  return rest === '' || SEPARATOR_AFTER.test(rest);
}

function withoutSite(title: string, site: string): string {
  const lower = title.toLowerCase();
  const name = site.toLowerCase();
  if (name === '' || name === lower) return title;
  const before = title.slice(0, -name.length).trimEnd();
  if (lower.endsWith(name) && SEPARATOR_END.test(before)) return before.replace(SEPARATOR_END, '');
  const after = title.slice(name.length).trimStart();
  if (lower.startsWith(name) && SEPARATOR_START.test(after)) {
    return after.replace(SEPARATOR_START, '');
  }
  return title;
}
