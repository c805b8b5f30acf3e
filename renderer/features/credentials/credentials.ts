import { create } from 'zustand';
import type {
  Provider,
  Refreshed,
  SecretKind,
  SigningAgent,
  SignInStep,
} from '../../../electron/contract/credentials.ts';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { problemOf } from '../../client/ask.ts';
import { type ReadState, refresh, useMachineRead } from '../../client/reads.ts';
import { useMaestro } from '../../client/store.ts';
import { orSayWhy, wayBack, write } from '../../client/write.ts';
import { tell, type Told } from '../../client/told.ts';
import { PROVIDER_WORDS } from './words-select.ts';

/** Files change without a word to the page. */
const LOOK_AGAIN_MS = 5_000;
const KEY = ['providers'];
const SHOWN_BY_STEPS = () => ({ shown: 'the steps of the sign-in' });

/** A sign-in that goes on, wherever the page is. */
interface SigningIn {
  readonly agent: SigningAgent;
  readonly step: SignInStep;
}

interface Signing {
  readonly current: SigningIn | null;
  /** A refresh is under way. */
  readonly refreshing: boolean;
  readonly problem: Problem | null;
  /** What was found and done last, place by place. */
  readonly report: readonly Refreshed[] | null;
}

export const useSigning = create<Signing>(() => ({ current: null, refreshing: false, problem: null, report: null }));

let stop = new AbortController();

/** How every sign-in on this machine stands. */
export function useProviders(): ReadState<readonly Provider[]> {
  return useMachineRead({ key: KEY, read: (client) => client.credentials.list({ all: true }), everyMs: LOOK_AGAIN_MS });
}

/** Begins a sign-in in a container of its own; one that goes on already is ended. */
export async function startSignIn(agent: SigningAgent): Promise<void> {
  endSignIn();
  if (useMaestro.getState().client === null) return;
  const { signal } = (stop = new AbortController());
  const show = (step: SignInStep): void => {
    if (!signal.aborted) useSigning.setState({ current: { agent, step } });
  };
  show({ state: 'starting' });
  const begun = await write((writer) => writer.credentials.signIn({ agent }, { signal }), SHOWN_BY_STEPS);
  if (!begun.ok) {
    show({ state: 'failed', problem: begun.problem });
    return;
  }
  try {
    for await (const step of begun.value) {
      if (step.state === 'done' && !signal.aborted) tell(signedIn(step.refreshed));
      else show(step);
    }
  } catch (error) {
    show({ state: 'failed', problem: problemOf(error) });
  }
}

/** Ends the sign-in that goes on, and takes it off the screen. What was there before stays. */
export function endSignIn(): void {
  stop.abort();
  useSigning.setState({ current: null });
}

/** Keeps a secret as a sign-in; answers why it could not be. */
export async function giveSecret(given: {
  agent: SigningAgent;
  kind: SecretKind;
  secret: string;
}): Promise<Problem | null> {
  const answer = await write((writer) => writer.credentials.keep(given), signedIn);
  return answer.ok ? null : answer.problem;
}

/** Gives the freshest sign-in of each agent to this machine and all running containers. */
export async function refreshTokens(): Promise<void> {
  if (useSigning.getState().refreshing) return;
  useSigning.setState({ refreshing: true, problem: null });
  const answer = await write(
    (writer) => writer.credentials.refresh(),
    () => ({ shown: 'the report of each place' }),
  );
  useSigning.setState(
    answer.ok
      ? { refreshing: false, report: answer.value }
      : { refreshing: false, report: null, problem: answer.problem },
  );
  await refresh(KEY);
}

/** Takes the sign-in back from a container's gateway, or lends it again. */
export async function revoke(name: ContainerName, again: boolean): Promise<void> {
  orSayWhy(
    await write(
      (writer) => writer.credentials.revoke({ name, again }),
      () => lendingTold(name, again),
    ),
  );
  await refresh(KEY);
}

function lendingTold(name: ContainerName, again: boolean): Told {
  const text = again ? `${name} has the sign-in again.` : `${name} has lost the sign-in.`;
  const run = wayBack(
    (writer) => writer.credentials.revoke({ name, again: !again }),
    async () => {
      await refresh(KEY);
      return { text: again ? `${name} has lost the sign-in.` : `${name} has the sign-in again.` };
    },
  );
  if (again) return { text, undo: run };
  return {
    text,
    undo: { ...run, word: 'Lend again' },
    final: 'What it cut off cannot be undone; it can be lent again.',
  };
}

/** Takes what was done last, or could not be, off the screen. */
export function dismissReport(): void {
  useSigning.setState({ report: null, problem: null });
}

function signedIn(refreshed: Refreshed): Told {
  useSigning.setState({ current: null, problem: null, report: [refreshed] });
  void refresh(KEY);
  const text = `Signed in: ${PROVIDER_WORDS[refreshed.agent]}.`;
  return { text, final: 'What was there before is replaced: sign in again to change that.' };
}
