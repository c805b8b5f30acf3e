import type { Provider } from '../../../electron/contract/credentials.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { count } from '../../ui/format.ts';
import { PROVIDER_WORDS } from '../credentials/words-select.ts';
import { troubles } from '../doctor/select.ts';

/** How a step stands, by what is there and not by what was pressed. */
export interface StepFact {
  readonly state: 'done' | 'open' | 'stuck' | 'unknown';
  readonly words: string;
  readonly hints: readonly string[];
}

/** The first step: whether this machine can run a container (pure). */
export function machineStep({ docker, doctor }: Pick<Snapshot, 'docker' | 'doctor'>): StepFact {
  if (docker.state === 'unreachable')
    return { state: 'stuck', words: docker.problem.sentence, hints: docker.problem.hints };
  if (docker.state === 'connecting' || doctor === null)
    return { state: 'unknown', words: 'Looking at this machine…', hints: [] };
  const found = troubles(doctor.checks);
  const failed = found.filter(({ state }) => state === 'failed');
  const [first, ...others] = failed;
  if (first === undefined) {
    const rest = found.length === 0 ? 'nothing stands in the way' : `${count(found.length, 'warning')} in System`;
    return { state: 'done', words: `Docker ${docker.version} answers, ${rest}.`, hints: [] };
  }
  const more = others.length === 0 ? '' : `. ${others.length} more in System`;
  return { state: 'stuck', words: `${first.title}: ${first.found}${more}.`, hints: first.hints };
}

/** The second step: whether an agent has a sign-in to start with (pure). Undefined: they are being read. */
export function signInStep(providers: readonly Provider[] | undefined): StepFact {
  if (providers === undefined) return { state: 'unknown', words: 'Looking for sign-ins on this machine…', hints: [] };
  const agents = providers.filter(({ agent }) => agent !== 'github');
  const ready = agents.filter(({ state }) => state === 'ok' || state === 'expiring');
  if (ready.length > 0) {
    const names = ready.map(({ agent }) => PROVIDER_WORDS[agent]).join(', ');
    return { state: 'done', words: `${names}: signed in. ${keptWords(ready)}`, hints: [] };
  }
  const ended = agents.some(({ state }) => state === 'expired');
  const words = ended ? 'The sign-in has ended.' : 'No agent is signed in on this machine yet.';
  return { state: 'open', words: `${words} One is made in a container of its own.`, hints: [] };
}

/** What of a sign-in gets into containers, and what does not. */
function keptWords(ready: readonly Provider[]): string {
  return ready.every(({ mode }) => mode === 'broker')
    ? 'No container gets it: its gateway puts it into requests to the agent’s own service.'
    : 'Containers get a copy of it, because their agent can have it in no other way.';
}

/** What is safe to begin with. */
export const SAMPLE_TASK = 'Explain this repository to me, and propose three small fixes. Change nothing.';
