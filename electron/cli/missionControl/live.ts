import { problemOf } from '../../engine/errors.ts';
import { missionControl } from '../../engine/project/overview/snapshot.ts';
import { listMissions } from '../../engine/project/missions/mission/store.ts';
import type { Project } from '../../engine/project/records/project.ts';
import { watchState } from '../../engine/project/follow/watch.ts';
import type { World } from './view.ts';

/** Git tells nobody of its changes: it is asked again so often. */
const SWEEP_MS = 5_000;

interface Watching {
  readonly project: Project;
  readonly agent: string;
  /** The mission to show; the one under way when undefined. */
  readonly mission: string | undefined;
}

/** The files as they are, read again whenever they change. */
export interface Live {
  readonly world: World;
  /** Told of every new state, until the function that this answers is called. */
  readonly subscribe: (changed: () => void) => () => void;
  readonly reload: () => Promise<void>;
  /** Shows another mission from now on. */
  readonly follow: (mission: string) => Promise<void>;
  readonly close: () => void;
}

/** Reads everything once and goes on reading. Fails when the first reading does. */
export async function openLive({ project, agent, mission }: Watching): Promise<Live> {
  const closing = new AbortController();
  const told = new Set<() => void>();
  let wanted = mission;
  let world = await readWorld(project, { agent, mission: wanted });
  let reading: Promise<void> | undefined;
  let asked = 0;

  const read = async (): Promise<void> => {
    for (let done = -1; done !== asked;) {
      done = asked;
      // The mission that a person looks at stays, also when another one begins.
      if (world.snapshot.mode === 'mission') wanted ??= world.snapshot.missionId;
      const fresh = await readWorld(project, { agent, mission: wanted }, world);
      world = unwatched === undefined ? fresh : { ...fresh, problems: [unwatched, ...fresh.problems] };
    }
    reading = undefined;
    for (const changed of told) changed();
  };
  const reload = async (): Promise<void> => {
    asked += 1;
    reading ??= read();
    await reading;
  };
  const sweep = setInterval(() => void reload(), SWEEP_MS);
  let unwatched: string | undefined;
  void ringOn(watchState(project, closing.signal), reload).catch((error: unknown) => {
    unwatched = `Changes show late, because the files cannot be watched: ${problemOf(error).sentence}`;
  });

  return {
    get world() {
      return world;
    },
    subscribe: (changed) => {
      told.add(changed);
      return () => told.delete(changed);
    },
    reload,
    follow: async (next) => {
      wanted = next;
      await reload();
    },
    close: () => {
      clearInterval(sweep);
      closing.abort();
    },
  };
}

/** What the files say. When they cannot be read, what was there stays, with the reason. */
async function readWorld(
  project: Project,
  { agent, mission }: Pick<Watching, 'agent' | 'mission'>,
  before?: World,
): Promise<World> {
  const problems = new Set<string>();
  const reader: Project = { ...project, notice: ({ sentence }) => problems.add(sentence) };
  try {
    const snapshot = await missionControl(reader, mission);
    const missions = listMissions(reader).map(({ id, title, status }) => ({ id, title, status }));
    return { snapshot, missions, problems: [...problems], agent };
  } catch (error) {
    if (before === undefined) throw error;
    const { sentence, hints } = problemOf(error);
    return { ...before, problems: [[sentence, ...hints].join(' ')] };
  }
}

async function ringOn(changes: AsyncIterable<unknown>, ring: () => Promise<void>): Promise<void> {
  const bell = changes[Symbol.asyncIterator]();
  while ((await bell.next()).done !== true) void ring();
}
