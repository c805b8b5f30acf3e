import { setTimeout as delay } from 'node:timers/promises';
import type { Container } from '../contract/containers.ts';
import type { Context } from '../engine/context.ts';
import { demoIsolation } from './fleet.ts';

type Few = Readonly<Record<string, Container>>;

interface Turn {
  readonly number: number;
  readonly at: string;
}

const MOST_WAITING = 5;
const FEWEST_RUNNING = 6;
const ASKS_EVERY = 15;
const ENDS_EVERY = 10;

const QUESTIONS: readonly Pick<NonNullable<Container['attention']>, 'kind' | 'text' | 'choices'>[] = [
  { kind: 'question', text: 'Two migrations touch the same table. Which goes first?', choices: ['Mine', 'The other'] },
  { kind: 'permission', text: 'npm run test:e2e', choices: ['Yes', 'Yes, and do not ask again', 'No'] },
  { kind: 'question', text: 'Shall the old endpoint answer 410, or redirect?', choices: ['410', 'Redirect'] },
];

/** Lets made-up agents work on, one thing each turn, until the demo ends. */
export async function liveOn({ state, closing, now }: Context, turnMs: number): Promise<void> {
  let number = 0;
  while (await passes(turnMs, closing)) {
    number += 1;
    const moved = oneTurn(state.snapshot.containers, { number, at: now().toISOString() });
    if (Object.keys(moved).length > 0) state.change({ containers: moved });
  }
}

/** Waits for a turn; answers whether there is one. */
function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  return delay(ms, true, { signal }).catch(() => false);
}

/** What changes in one turn (pure): who starts is ready, who runs shows something, and now and then one asks or ends. */
export function oneTurn(containers: Few, turn: Turn): Few {
  const all = Object.values(containers);
  const started = all.filter(({ state }) => state === 'starting').map((one) => begun(one, turn));
  const running = all.filter(({ state }) => state === 'running');
  const one = running[turn.number % Math.max(1, running.length)];
  return byName(one === undefined ? started : [...started, nextOf(one, { turn, all, running })]);
}

interface Around {
  readonly turn: Turn;
  readonly all: readonly Container[];
  readonly running: readonly Container[];
}

function nextOf(one: Container, { turn, all, running }: Around): Container {
  const waiting = all.filter(({ state }) => state === 'needs-you').length;
  if (turn.number % ASKS_EVERY === 0 && waiting < MOST_WAITING) return asking(one, turn);
  if (turn.number % ENDS_EVERY === 0 && running.length > FEWEST_RUNNING) return finished(one, turn);
  return working(one, turn);
}

function working(one: Container, { at }: Turn): Container {
  const evidence = 'Output in the agent’s window';
  const agentProcess = { state: 'running' } as const;
  return { ...one, state: 'running', docker: 'running', evidence, agentProcess, since: at, lastActivityAt: at };
}

function begun(one: Container, turn: Turn): Container {
  const git = { branch: one.branch, changed: 0, ahead: 0, behind: 0, sinceBase: 0 };
  return { ...working(one, turn), git, isolation: demoIsolation('running') };
}

function asking(one: Container, { number, at }: Turn): Container {
  const question = QUESTIONS[number % QUESTIONS.length];
  if (question === undefined) return one;
  const attention = { ...question, choices: [...(question.choices ?? [])], at };
  return { ...one, state: 'needs-you', evidence: 'Notification hook of the agent', since: at, attention };
}

function finished(one: Container, { at }: Turn): Container {
  const { git } = one;
  const counted =
    git === null ? null : { ...git, changed: 0, ahead: (git.ahead ?? 0) + 1, sinceBase: (git.sinceBase ?? 0) + 1 };
  return {
    ...one,
    state: 'finished',
    evidence: 'The agent said that it finished',
    since: at,
    lastActivityAt: at,
    git: counted,
  };
}

function byName(containers: readonly Container[]): Few {
  return Object.fromEntries(containers.map((one) => [one.name, one]));
}
