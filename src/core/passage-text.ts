/**
 * Exactly the text that is embedded and hashed: the title where the document states one, then the heading
 * path (without a first heading that only repeats the title), then a blank line and the passage's text.
 */
export function embeddedText(passage: {
  title: string;
  titleStated: boolean;
  headings: readonly string[];
  text: string;
}): string {
  const title = passage.titleStated ? passage.title : '';
  const path = passage.headings[0] === title ? passage.headings.slice(1) : passage.headings;
  const head = [title, path.join(' › ')].filter((line) => line !== '');
  return head.length === 0 ? passage.text : `${head.join('\n')}\n\n${passage.text}`;
}
