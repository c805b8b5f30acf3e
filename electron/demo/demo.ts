import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Context } from '../engine/context.ts';
import { creationsSettled } from '../engine/containers/creations.ts';
import { createContext } from '../engine/create-context.ts';
import { writeAtomic } from '../engine/disk/atomic.ts';
import { userPaths } from '../engine/disk/paths.ts';
import { DockerClient } from '../engine/docker/client.ts';
import { projectsOf } from '../engine/project/follow/user-projects.ts';
import { driveRuns } from '../engine/project/runs/drive.ts';
import type { Log } from '../engine/silent.ts';
import type { State } from '../engine/state.ts';
import { answering } from './answering.ts';
import { demoSnapshot } from './fleet.ts';
import { liveOn } from './life.ts';
import { demoMeans } from './missions.ts';
import { makeSampleProject } from './project.ts';
import { type DemoRouter, demoRouter } from './router.ts';

const TURN_MS = 4_000;

/** A made-up user with made-up agents: nothing of it is on this machine but a folder that goes with it. */
export interface Demo {
  readonly context: Context;
  readonly router: DemoRouter;
  close(): Promise<void>;
}

const CONFIG = `# This is the demo’s own configuration: nothing of it is yours.
containers:
  prefix: maestro-
firewall:
  allowed_domains: [api.anthropic.com, github.com]
`;

/** Starts a demo, whose agents do something every `turnMs`. Docker is neither needed nor spoken to. */
export async function startDemo({ log, turnMs = TURN_MS }: { log?: Log; turnMs?: number } = {}): Promise<Demo> {
  const home = await mkdtemp(join(tmpdir(), 'maestro-demo-'));
  const docker = new DockerClient({ socketPath: join(home, 'no-docker.sock') });
  const { context, closing } = createContext({ paths: userPaths(home), docker, ...(log === undefined ? {} : { log }) });
  await writeAtomic(context.paths.config, CONFIG);
  show(context.state, { ...demoSnapshot({ now: Date.now() }), creations: {} });
  const projects = projectsOf(context);
  const watching = Promise.all([projects.watch(), liveOn(context, turnMs), driveRuns(context, demoMeans(turnMs))]);
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([watching, creationsSettled(context), projects.settled()]);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await makeSampleProject(context, join(home, 'work', 'passkeys'));
  } catch (error) {
    await close();
    throw error;
  }
  return { context, router: demoRouter(context, answering(), { pace: turnMs }), close };
}

/** Puts a made-up snapshot in the place of what is shown. */
export function show(state: State, snapshot: Snapshot): void {
  const { containers, creations, projects, missions, demo, docker, loaded, imageBuild, doctor, settings } = snapshot;
  const fields = { demo, docker, loaded, imageBuild, doctor, settings };
  state.change({ containers, creations, projects, missions, fields });
}
