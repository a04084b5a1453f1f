/** Passages that a question gets when it does not say how many. */
export const DEFAULT_TOP_K = 8;
