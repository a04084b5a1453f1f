/** A signal that aborts with the first of the two, for its reason; the second itself when there is no first. */
export function eitherSignal(
  first: AbortSignal | null | undefined,
  second: AbortSignal,
): AbortSignal {
  return first ? AbortSignal.any([first, second]) : second;
}
