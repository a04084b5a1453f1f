/** How far a run is, on standard error: its output is the tables alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
