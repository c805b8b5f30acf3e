import { act } from '../engine/project/follow/opened.ts';
import { launchedBy, type Launching } from '../engine/project/launches/launch.ts';
import type { Makers } from '../engine/project/launches/making.ts';
import { pickUp } from '../engine/project/launches/pick-up.ts';
import { type Hands, resumeRun, stopRun } from '../engine/project/runs/begin.ts';
import type { Means } from '../engine/project/runs/drive.ts';
import { router } from '../engine/router.ts';
import type { Answering } from './answering.ts';
import { startDemoContainer, stopDemoContainer } from './containers.ts';
import { demoCreate, type Pace } from './creating.ts';
import { knownContainer } from './known.ts';
import { demoProve } from './proofs.ts';
import { demoUsage } from './usage.ts';

const HANDS: Hands = {
  list: ({ state }) => Promise.resolve(Object.values(state.snapshot.containers)),
  start: ({ state }, { name }) => Promise.resolve(startDemoContainer(state, name)),
  stop: ({ state }, { name }) => Promise.resolve(stopDemoContainer(state, name)),
};

/** Missions that run with made-up containers. */
export function demoMissions(demo: Answering) {
  return {
    ...router.missions,
    resume: demo.missions.resume.handler(({ context, input: { project: root, ...input } }) =>
      act(context, { project: root }, async (project) => ({
        run: await resumeRun({ context, project, hands: HANDS }, input),
      })),
    ),
    stop: demo.missions.stop.handler(({ context, input }) =>
      act(context, input, async (project) => ({
        run: await stopRun({ context, project, hands: HANDS }, input.mission),
      })),
    ),
  };
}

/** Features of the demo's missions are launched as real ones, in made-up containers. */
export function demoFeatures(demo: Answering, pace: Pace) {
  const launch = demoLaunch(pace);
  return {
    ...router.features,
    launch: demo.features.launch.handler(({ context, input: { project: root, ...input } }) =>
      act(context, { project: root }, (project) => launch(context, project, input)),
    ),
    pickUp: demo.features.pickUp.handler(({ context, input: { project: root, ...input } }) =>
      act(context, { project: root }, (project) =>
        pickUp(context, project, { input, launch, containers: Object.values(context.state.snapshot.containers) }),
      ),
    ),
  };
}

/** What drives the runs of the demo. */
export function demoMeans(pace: Pace): Means {
  const usage: Means['usage'] = ({ state }, { name }) => Promise.resolve(demoUsage(knownContainer(state, name)));
  return { launch: demoLaunch(pace), usage, hands: HANDS, prove: demoProve(pace) };
}

function demoLaunch(pace: Pace): Launching {
  return launchedBy(demoMakers(pace));
}

/** What makes the demo's containers of features. */
export function demoMakers(pace: Pace): Makers {
  return {
    create: (context, input, { feature }) => demoCreate(context, input, { pace, feature }),
    isMade: () => Promise.resolve(false),
    base: () => Promise.resolve(null),
  };
}
