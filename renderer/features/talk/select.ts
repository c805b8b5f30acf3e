import type { Container } from '../../../electron/contract/containers.ts';

/** What the line below a container's terminal is for: nothing where no agent could hear. */
export interface Talk {
  /** What may be chosen, in the agent's order; empty where it does not say, or does not ask. */
  readonly choices: readonly string[];
  readonly asks: boolean;
  /** What the empty line says. */
  readonly invitation: string;
  readonly canInterrupt: boolean;
}

/** What can be said to a container's agent (pure); undefined where it cannot hear. */
export function talkOf({ state, attention, docker }: Container): Talk | undefined {
  if (docker !== 'running' || !HEARS.has(state)) return undefined;
  const choices = state === 'needs-you' ? (attention?.choices ?? []) : [];
  const asks = choices.length > 0;
  return {
    choices,
    asks,
    invitation: asks ? 'A number, or own words' : 'Tell it something',
    canInterrupt: INTERRUPTED.has(state),
  };
}

const HEARS: ReadonlySet<Container['state']> = new Set([
  'needs-you',
  'running',
  'quiet',
  'stalled',
  'limit',
  'finished',
]);
const INTERRUPTED: ReadonlySet<Container['state']> = new Set(['needs-you', 'running', 'quiet', 'stalled']);
