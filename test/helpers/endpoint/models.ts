import type { Script } from './protocol.ts';

/** A list of models of these names. */
export function listing(...names: readonly string[]): Script {
  const data = names.map((id) => ({ id, object: 'model', created: 0, owned_by: 'scripted' }));
  return () => ({ status: 200, body: { object: 'list', data } });
}
