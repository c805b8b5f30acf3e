import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContainerState } from '../../electron/contract/containers.ts';
import { decideState, type Evidence } from '../../electron/engine/containers/evidence.ts';
import { type AgentContainer, startAgentContainer } from '../support/agent-container.ts';
import { claudeAtWork, press, say, shows } from '../support/claude.ts';
import { facts } from '../support/facts.ts';
import { until } from '../support/until.ts';

/** More by hand: 200 take a quarter of an hour. */
const TURNS = Number(process.env['MAESTRO_TURNS'] ?? 15);
const LOOKS_BETWEEN_KEYS = 60;
const HOURS_MS = 3 * 3_600_000;
const INTERRUPTED = 'Interrupted: it waits for what to do next.';
const DONE = 'Done with the tool.';

/** What a person or a mishap does, and what has to be said of the agent then. */
interface Step {
  readonly act: (container: AgentContainer) => Promise<unknown>;
  readonly state: ContainerState;
  /** In its evidence. */
  readonly says?: string;
  /** What the screen shows by then: only now may the next step come. */
  readonly shows?: RegExp;
  /** A key, which a person presses again where nothing comes of it. */
  readonly isKey?: true;
}

type Turn = (n: number) => readonly Step[];

const prompt = (words: string, state: ContainerState, rest: Partial<Step> = {}): Step => ({
  act: (container) => say(container, words),
  state,
  ...rest,
});
const key = (keys: string, state: ContainerState, rest: Partial<Step> = {}): Step => ({
  act: (container) => press(container, keys),
  state,
  isKey: true,
  ...rest,
});
const escaped = key('Escape', 'finished', { says: INTERRUPTED });
const crash: Step = { act: (container) => container.sh('pkill -9 -x claude'), state: 'dormant' };
const resume: Step = {
  act: (container) => container.sh('/usr/local/lib/maestro/restart-agent'),
  state: 'finished',
  says: 'Resumed: it waits for what to do next.',
  shows: /❯/,
};

const asks = prompt('Please ASK me', 'needs-you', {
  says: 'PKCE or implicit? 1) PKCE 2) Implicit',
  shows: /Enter to select/,
});
const wants = (command: string): Step =>
  prompt(`RUN ${command}`, 'needs-you', { says: `Bash: ${command}`, shows: /Do you want to proceed/ });
// It asks for none before it waits.
const runs = (n: number): Step => prompt(`RUN sleep ${1000 + n}`, 'running', { shows: /Running/ });
const hangs = prompt('HANG', 'running', { shows: /esc to interrupt/ });
const plans: Step = {
  act: async (container) => {
    await intoPlan(container);
    await say(container, 'PLAN it');
  },
  state: 'needs-you',
  shows: /Exit plan mode|Would you like to proceed/,
};

const KINDS: Readonly<Record<string, Turn>> = {
  'an answer': (n) => [prompt(`SAY turn ${n}`, 'finished', { says: `turn ${n}` })],
  'a question, answered': () => [asks, key('Enter', 'finished', { says: DONE })],
  'a question, interrupted': () => [asks, escaped],
  'a question, and a crash': () => [asks, crash, resume],
  'a permission, given': (n) => [wants(`touch /tmp/given-${n}`), key('Enter', 'finished', { says: DONE })],
  'a permission, interrupted': (n) => [wants(`touch /tmp/refused-${n}`), escaped],
  'a permission, and a crash': (n) => [wants(`touch /tmp/crashed-${n}`), crash, resume],
  'a tool, interrupted': (n) => [runs(n), escaped],
  'a tool, and a crash': (n) => [runs(n), crash, resume],
  'a hanging model, interrupted': () => [hangs, escaped],
  'a hanging model, and a crash': () => [hangs, crash, resume],
  'a plan, interrupted': () => [plans, escaped, { act: outOfPlan, state: 'finished' }],
  'a plan, taken': () => [plans, key('Enter', 'finished', { says: DONE }), { act: outOfPlan, state: 'finished' }],
  'a limit': () => [prompt('LIMIT', 'limit', { shows: /Stop and wait/ }), { act: withoutDialog, state: 'limit' }],
  'a crash between two turns': (n) => [prompt(`SAY before ${n}`, 'finished', { says: `before ${n}` }), crash, resume],
};

/** It hears no key before it has drawn what it asks. */
async function withoutDialog(container: AgentContainer): Promise<void> {
  await until('the dialog to be over', async () => {
    if (!/Stop and wait/.test(await container.screen())) return true;
    await press(container, 'Escape');
    return false;
  });
}

/** Its modes follow one another by key. */
async function inMode(container: AgentContainer, isIt: (screen: string) => boolean): Promise<void> {
  await until('the mode', async () => {
    if (isIt(await container.screen())) return true;
    await press(container, 'BTab');
    return false;
  });
}

function intoPlan(container: AgentContainer): Promise<void> {
  return inMode(container, (screen) => screen.includes('plan mode on'));
}

function outOfPlan(container: AgentContainer): Promise<void> {
  return inMode(container, (screen) => !/plan mode on|accept edits on|bypass permissions on|auto mode on/.test(screen));
}

/** Follows what is decided from a container's reports, each one once. */
function statesOf(container: AgentContainer): () => Promise<Evidence[]> {
  let last: string | undefined;
  return async () => {
    const all = await container.reports();
    const seen = all.findLastIndex((report) => JSON.stringify(report) === last);
    last = JSON.stringify(all.at(-1));
    return all.slice(seen + 1).map((report) => decideState(facts({ reports: [report], now: new Date(report.at) })));
  };
}

/** The turns of a run: each kind once, and then any of them, in an order that chance decides. */
function script(): string[] {
  const names = Object.keys(KINDS);
  const [first = []] = fc.sample(fc.shuffledSubarray(names, { minLength: names.length }), 1);
  return [...first, ...fc.sample(fc.constantFrom(...names), Math.max(0, TURNS - names.length))].slice(0, TURNS);
}

/** Plays steps, and fails where a state is wrong, comes in between, or does not stay until the next step. */
class Stage {
  readonly story: string[] = [];
  readonly #container: AgentContainer;
  readonly #news: () => Promise<Evidence[]>;
  #at: Evidence | undefined;
  /** What the screen shows that the last step led to. */
  #shown: RegExp | undefined;

  constructor(container: AgentContainer) {
    this.#container = container;
    this.#news = statesOf(container);
  }

  async play({ act, state, says = '', shows: screen, isKey }: Step): Promise<void> {
    const since = await this.#news();
    const before = this.#at?.state ?? 'starting';
    if (this.#at !== undefined)
      expect(
        since.map((one) => one.state).filter((one) => one !== before),
        this.#told(),
      ).toEqual([]);
    this.#at = since.at(-1) ?? this.#at;
    await act(this.#container);
    const between: ContainerState[] = [];
    let looks = 0;
    await until(`${state} ${says} after ${this.#told()}`, async () => {
      const news = await this.#news();
      between.push(...news.map((evidence) => evidence.state));
      this.#at = news.at(-1) ?? this.#at;
      if (this.#at?.state === state && this.#at.evidence.includes(says)) return true;
      looks += 1;
      if (isKey === true && looks % LOOKS_BETWEEN_KEYS === 0 && (await this.#isStillThere()))
        await act(this.#container);
      throw new Error(`${JSON.stringify(this.#at)} by ${between.join(' › ')}`);
    });
    const wrong = between.filter((one) => ![before, 'running', state].includes(one) && !isStart(before, one));
    expect(wrong, this.#told()).toEqual([]);
    if (screen !== undefined) await shows(this.#container, screen);
    this.#shown = screen;
    this.story.push(state);
  }

  /** Whether what a key was pressed in is on screen as before: on a busy machine it may not have been heard. */
  async #isStillThere(): Promise<boolean> {
    return this.#shown?.test(await this.#container.screen()) === true;
  }

  #told(): string {
    return this.story.slice(-12).join(' › ');
  }
}

function isStart(before: ContainerState, one: ContainerState): boolean {
  return one === 'starting' && (before === 'starting' || before === 'dormant');
}

test(
  'whatever an agent is told, asks and suffers, turn after turn, its state is the right one and none before it was wrong',
  async () => {
    const stage = new Stage(await startAgentContainer(await claudeAtWork('SAY begin', [])));
    await stage.play({ act: () => Promise.resolve(), state: 'finished', says: 'begin', shows: /❯/ });

    for (const [n, name] of script().entries()) {
      stage.story.push(`${n}. ${name}:`);
      for (const step of KINDS[name]?.(n) ?? []) await stage.play(step);
    }
  },
  HOURS_MS,
);
