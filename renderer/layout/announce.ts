import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { sentence } from '../ui/format.ts';
import { lineOf } from '../features/container/line-select.ts';

type Containers = Snapshot['containers'];

/** Names of the containers that need the user, in a fixed order. */
export function needingNames(containers: Containers): readonly string[] {
  return Object.values(containers)
    .filter(({ state }) => state === 'needs-you')
    .map(({ name }) => name as string)
    .toSorted();
}

/** What to say of containers that need the user now and did not before; empty when there are none. */
export function announcement(containers: Containers, before: readonly string[], now: readonly string[]): string {
  const fresh = now.filter((name) => !before.includes(name)).flatMap((name) => containers[name] ?? []);
  const [first] = fresh;
  if (first === undefined) return '';
  if (fresh.length === 1) return `${first.shortName} needs you: ${lineOf(first).text}`;
  return `${sentence(fresh.map(({ shortName }) => shortName))} need you.`;
}
