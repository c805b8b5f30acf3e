import type { Container } from '../contract/containers.ts';
import { cancelCreation, dismissCreation } from '../engine/containers/creations.ts';
import { router } from '../engine/router.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';
import { demoBranch, demoCreate, demoName, type Pace } from './creating.ts';
import { changeContainer, knownContainer } from './known.ts';

/** Containers that do at once what is asked of them; a new one takes its steps. */
export function demoContainers(state: State, demo: Answering, pace: Pace) {
  return {
    ...router.containers,
    create: demo.containers.create.handler(({ context, input }) => demoCreate(context, input, { pace })),
    cancelCreate: demo.containers.cancelCreate.handler(async ({ context, input }) => {
      await cancelCreation(context, input);
      // One that was only shown never ran.
      if (state.snapshot.creations[input.id]?.state === 'running') state.change({ creations: { [input.id]: null } });
    }),
    dismissCreation: demo.containers.dismissCreation.handler(({ context, input }) => dismissCreation(context, input)),
    suggestBranch: demo.containers.suggestBranch.handler(({ context, input }) => {
      const branch = demoBranch(input.task);
      return { branch, name: demoName(context, branch) };
    }),
    askHosts: demo.containers.askHosts.handler(({ input }) =>
      input.project.endsWith('ledger') ? [{ host: 'git.ledger.test', open: null }] : [],
    ),
    start: demo.containers.start.handler(({ input }) => startDemoContainer(state, input.name)),
    stop: demo.containers.stop.handler(({ input }) => stopDemoContainer(state, input.name)),
    restart: demo.containers.restart.handler(({ input }) => knownContainer(state, input.name)),
    rename: demo.containers.rename.handler(({ input }) => changeContainer(state, input.name, { shortName: input.to })),
    nick: demo.containers.nick.handler(({ input }) => changeContainer(state, input.name, { nick: input.nick })),
    update: demo.containers.update.handler(({ input: { name, limits } }) =>
      changeContainer(state, name, { limits: { ...knownContainer(state, name).limits, ...limits } }),
    ),
  };
}

/** One that runs again. */
export function startDemoContainer(state: State, name: string): Container {
  return changeContainer(state, name, { docker: 'running', state: 'running', evidence: 'Started by you' });
}

/** One that its user stopped. */
export function stopDemoContainer(state: State, name: string): Container {
  return changeContainer(state, name, { docker: 'exited', state: 'stopped', evidence: 'Stopped by you' });
}
