import type { Container } from '../contract/containers.ts';
import { fail } from '../engine/errors.ts';
import type { State } from '../engine/state.ts';

/** A container of the demo. CONTAINER_NOT_FOUND. */
export function knownContainer(state: State, name: string): Container {
  const found = state.snapshot.containers[name];
  if (found === undefined) throw fail('CONTAINER_NOT_FOUND', `The demo has no container ${name}.`);
  return found;
}

/** Changes what is shown of a container of the demo, and answers it. CONTAINER_NOT_FOUND. */
export function changeContainer(state: State, name: string, fields: Partial<Container>): Container {
  const changed = { ...knownContainer(state, name), ...fields };
  state.change({ containers: { [name]: changed } });
  return changed;
}
