import { type ContainerName, ObjectId } from '../contract/ids.ts';
import type { ChangedFile } from '../contract/review.ts';
import { answerTournaments } from '../engine/project/tournaments/router.ts';
import type { Answering } from './answering.ts';
import type { Pace } from './creating.ts';
import { knownContainer } from './known.ts';
import { demoMakers } from './missions.ts';
import { COMMIT, madeUpBy } from './proofs.ts';
import { demoUsage } from './usage.ts';

const COMMITTED = '2026-05-01T10:00:00Z';

/** Copies of a feature that compete in made-up containers. */
export function demoTournaments(demo: Answering, pace: Pace, toTrash: (name: string) => void) {
  return answerTournaments(demo, {
    makers: demoMakers(pace),
    proving: madeUpBy(pace),
    list: ({ state }) => Promise.resolve(Object.values(state.snapshot.containers)),
    look: (_, name) => Promise.resolve(demoWork(name)),
    comments: () => Promise.resolve([]),
    usage: ({ state }, name) => Promise.resolve(demoUsage(knownContainer(state, name))),
    works: (_, { copies }) =>
      Promise.resolve(
        copies.map(({ container, branch }) => ({ container, oid: COMMIT, ref: `refs/maestro/${branch}` })),
      ),
    remove: (_, names) => {
      names.forEach(toTrash);
      return Promise.resolve({ removed: [...names], failed: [] });
    },
  });
}

/** What a made-up copy changed: the more letters its name has, the more. */
function demoWork(name: ContainerName) {
  const file = (path: string, added: number): ChangedFile => ({
    path,
    from: null,
    kind: 'modified',
    added,
    removed: 4,
  });
  return {
    commits: [{ oid: ObjectId.parse(COMMIT), author: 'Claude', at: COMMITTED, subject: 'Answer it', home: false }],
    files: [file('src/keys.ts', name.length * 3), file('test/keys.test.ts', 31)],
    uncommitted: 0,
    risks: [],
  };
}
