/** What the reader said of a conversation, oldest first. What was answered quotes documents, and is not their word. */
export function userTurns<Turn extends { readonly role: string }>(
  history: readonly Turn[],
): Turn[] {
  return history.filter(({ role }) => role === 'user');
}
