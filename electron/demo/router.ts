import type { TrashEntry } from '../contract/trash.ts';
import type { Context } from '../engine/context.ts';
import { router } from '../engine/router.ts';
import { demoActivity } from './activity.ts';
import type { Answering } from './answering.ts';
import { demoComments } from './comments.ts';
import { demoContainers } from './containers.ts';
import type { Pace } from './creating.ts';
import { demoCredentials } from './credentials.ts';
import { demoFiles } from './files.ts';
import { demoImages } from './images.ts';
import { knownContainer } from './known.ts';
import { demoLoad } from './load.ts';
import { demoFeatures, demoMissions } from './missions.ts';
import { demoEgress, demoNetworks } from './network.ts';
import { demoProofs } from './proofs.ts';
import { demoProjects } from './project.ts';
import { demoPullRequests } from './pull-requests.ts';
import { demoReview } from './review.ts';
import { demoDiagnostics, demoSettings } from './settings.ts';
import { demoStorage } from './storage.ts';
import { demoTalk } from './talk.ts';
import { DemoTerminals } from './terminals.ts';
import { demoTournaments } from './tournaments.ts';
import { demoTrash } from './trash.ts';
import { demoUsage } from './usage.ts';

interface Options {
  readonly pace: Pace;
  readonly terminals?: DemoTerminals;
  /** What lies in the trash beside what the demo put there. */
  readonly trash?: readonly TrashEntry[];
}

/**
 * The contract on made-up containers. Projects and their missions are the engine's own, on real files. What needs Docker and
 * is not made up here says that there is none.
 */
export function demoRouter({ state, paths }: Context, demo: Answering, options: Options) {
  const { pace, terminals = new DemoTerminals(), trash = [] } = options;
  const storage = demoStorage(demo);
  const { remove, toTrash, ...kept } = demoTrash(state, demo, trash);
  const get = (name: string) => knownContainer(state, name);
  return demo.router({
    ...router,
    snapshot: { watch: demo.snapshot.watch.handler(({ signal }) => state.watch(signal)) },
    containers: { ...demoContainers(state, demo, pace), ...storage.containers, remove },
    projects: demoProjects(demo),
    missions: demoMissions(demo),
    features: demoFeatures(demo, pace),
    proofs: demoProofs(demo, pace),
    tournaments: demoTournaments(demo, pace, toTrash),
    notices: { focus: demo.notices.focus.handler(() => undefined) },
    network: demoNetworks(state, demo),
    egress: demoEgress(state, demo),
    credentials: demoCredentials(state, demo, terminals),
    talk: demoTalk(state, demo),
    review: demoReview(state, demo),
    comments: demoComments(state, demo),
    pullRequests: demoPullRequests(demo),
    usage: { get: demo.usage.get.handler(({ input }) => demoUsage(get(input.name))) },
    load: demoLoad(state, demo),
    activity: { list: demo.activity.list.handler(({ input }) => demoActivity(get(input.name))) },
    files: demoFiles(state, demo),
    terminals: terminals.procedures(demo),
    trash: kept,
    images: { ...demoImages(state, demo, paths), ...storage.images },
    doctor: {
      run: demo.doctor.run.handler(() => state.snapshot.doctor ?? { at: new Date().toISOString(), checks: [] }),
      collect: demo.doctor.collect.handler(demoDiagnostics),
      reconnect: demo.doctor.reconnect.handler(() => undefined),
    },
    settings: demoSettings(state, demo, paths),
  });
}
export type DemoRouter = ReturnType<typeof demoRouter>;
