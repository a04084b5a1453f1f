/** Lines of a model's output: how many there are that hold anything, and how many have the form asked for. */
export interface LineCount {
  readonly written: number;
  readonly asAsked: number;
}

/**
 * Counts strictly: a line is as asked when it is one JSON object of the form that the prompt shows, and
 * nothing else. What the parser can make of other lines is another matter.
 */
export function countLines(output: string): LineCount {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return { written: lines.length, asAsked: lines.filter(isAsAsked).length };
}

function isAsAsked(line: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return false;
  }
  if (typeof value !== 'object' || value === null) return false;
  const { abstain, claim, evidence } = value as Record<string, unknown>;
  if (typeof abstain === 'string') return Object.keys(value).length === 1;
  return typeof claim === 'string' && Array.isArray(evidence) && evidence.every(isEvidence);
}

function isEvidence(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { source, quote } = value as Record<string, unknown>;
  return Number.isInteger(source) && typeof quote === 'string';
}
