/* Slips of the keyboard in the words that requests are read by; subjects are repaired where they are looked up. */

const KNOWN =
  `adventure animated animation anything biography children comedies comedy documentaries documentary episodes
  fantasy historical history horror minutes musical musicals recommend recommendation recommendations
  romance romantic something subtitles suggestion suggestions thriller thrillers western westerns`.split(
    /\s+/,
  );
/** A shorter word is too near to others. */
const MIN_LENGTH = 6;

/** Words by their ends and by what is left of them without one of their letters, or with all. */
const byRemains = new Map<string, string>();
const ends = new Set<string>();
for (const word of KNOWN.filter(({ length }) => length >= MIN_LENGTH)) {
  ends.add(endsOf(word));
  for (const rest of remainsOf(word)) byRemains.set(rest, word);
}
const known = new Set(KNOWN);

/**
 * A word as it was meant when it is one slip from a word of asking; else as it is. One that begins or ends
 * otherwise is another word, or another form ("comedic").
 */
export function repairWord(word: string): string {
  if (word.length < MIN_LENGTH - 1 || !ends.has(endsOf(word)) || known.has(word)) return word;
  const near = remainsOf(word).flatMap((rest) => byRemains.get(rest) ?? []);
  const meant = near.find(
    (candidate) =>
      Math.abs(candidate.length - word.length) <= 1 && endsOf(candidate) === endsOf(word),
  );
  return meant ?? word;
}

function endsOf(word: string): string {
  return `${word[0] ?? ''}${word.at(-1) ?? ''}`;
}

function remainsOf(word: string): string[] {
  return [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))];
}
