import type { ActivityEntry } from '../contract/activity.ts';
import type { Container } from '../contract/containers.ts';

type Told = readonly [minutes: number, kind: ActivityEntry['kind'], tone: ActivityEntry['tone'], text: string];

const TOLD: readonly Told[] = [
  [3, 'agent', 'needs', 'Asked: Should I use PKCE or the implicit flow for the mobile client?'],
  [4, 'turn', 'plain', 'Its own list: 3/5 Writing the tests of the callback'],
  [9, 'git', 'good', '1 commit more, now at 4be1c09d22'],
  [16, 'turn', 'plain', 'A turn began'],
  [17, 'agent', 'plain', 'Answered, or withdrawn'],
  [31, 'agent', 'needs', 'Asked for a permission: rm -rf dist/ && npm run build'],
  [44, 'git', 'good', '1 commit more, now at 90aa1ce83b'],
  [58, 'turn', 'plain', 'A turn began'],
  [59, 'agent', 'plain', 'The agent began to run'],
  [59, 'run', 'good', 'Ready'],
  [60, 'run', 'plain', 'Started'],
];

/** What has happened in a made-up container; before all that, an agent that went down again and again. */
export function demoActivity({ state }: Pick<Container, 'state'>): ActivityEntry[] {
  if (state === 'incomplete') return [];
  const earlier = Array.from({ length: 400 }, (_, index): Told => {
    const minutes = 61 + index;
    return index % 2 === 0 ? [minutes, 'run', 'bad', 'Ended with 1'] : [minutes, 'run', 'plain', 'Started'];
  });
  return [...TOLD, ...earlier].map(([minutes, kind, tone, text]) => ({
    ...{ kind, tone, text },
    at: new Date(Date.now() - minutes * 60_000).toISOString(),
  }));
}
