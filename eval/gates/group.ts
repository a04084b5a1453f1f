/** Rows by their key, each group and the groups in the order they first stand. */
export function groupBy<Key, Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): Map<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
