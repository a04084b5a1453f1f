/* Raised and lowered words. Without their place, 10<sup>6</sup> would read 106. */

const RAISED = new Map(
  [...'0123456789+-−=()n'].map((c, i) => [c, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ'][i] ?? c]),
);
const LOWERED = new Map(
  [...'0123456789+-−=()'].map((c, i) => [c, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'][i] ?? c]),
);
const MAX_CHARACTERS = 12;

/** The words raised or lowered, where Unicode has all of their characters so; else as they are ("1st"). */
export function toScript(words: string, script: 'sup' | 'sub'): string {
  if (words.length > MAX_CHARACTERS) return words;
  const forms = script === 'sup' ? RAISED : LOWERED;
  const characters = [...words.trim().replace(/\s*([+−-])\s*/g, '$1')];
  if (characters.length === 0 || !characters.every((character) => forms.has(character)))
    return words;
  return characters.map((character) => forms.get(character)).join('');
}
