import type { Container } from '../../../electron/contract/containers.ts';
import { able, commandLine } from './select.ts';
import { restoreContainers } from './restore.ts';
import { create } from 'zustand';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { type Failed, isOvercome, type Wanted } from './problem-select.ts';
import type { Answer } from '../../client/ask.ts';
import { copyText } from '../../client/copyText.ts';
import type { Writer } from '../../client/link.ts';
import { openOverlay } from '../../client/overlay.ts';
import { useMaestro } from '../../client/store.ts';
import { type Remedy, type Said, tell } from '../../client/told.ts';
import { write } from '../../client/write.ts';
import { sentence } from '../../ui/format.ts';

/** What the user asked of containers and is not done yet, and what could not be done. Keyed by container name. */
interface Actions {
  readonly busy: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, Failed>>;
}

export const useActions = create<Actions>(() => ({ busy: {}, problems: {} }));

/** Starts containers side by side; what fails stands at its own row. */
export function startContainers(names: readonly ContainerName[]): Promise<void> {
  return act(names, 'running');
}

/** Stops containers side by side and keeps their files; what fails stands at its own row. */
export function stopContainers(names: readonly ContainerName[]): Promise<void> {
  return act(names, 'stopped');
}

/** Starts agents again, in containers that run; `full`: the whole container. The caller has asked the user where one works. */
export function restartAgents(names: readonly ContainerName[], { full = false } = {}): Promise<void> {
  return act(names, full ? 'restarted whole' : 'restarted');
}

/** Removes containers, also running ones: the caller has asked the user. */
export function removeContainers(names: readonly ContainerName[]): Promise<void> {
  return act(names, 'removed');
}

/** Takes what failed for a container off the screen. */
export function dismissProblem(name: string): void {
  useActions.setState(({ problems }) => ({ problems: without(problems, name) }));
}

type Call = (writer: Writer, name: ContainerName) => Promise<unknown>;

const CALLS: Readonly<Record<Wanted, Call>> = {
  running: (writer, name) => writer.containers.start({ name }),
  restarted: (writer, name) => writer.containers.restart({ name, running: true }),
  'restarted whole': (writer, name) => writer.containers.restart({ name, running: true, full: true }),
  stopped: (writer, name) => writer.containers.stop({ name }),
  removed: (writer, name) => writer.containers.remove({ name, running: true }),
};

const WORDS: Readonly<Record<Wanted, string>> = {
  running: 'Starting',
  restarted: 'Restarting',
  'restarted whole': 'Restarting',
  stopped: 'Stopping',
  removed: 'Removing',
};
const DONE: Readonly<Record<Wanted, string>> = {
  running: 'Started',
  restarted: 'Restarted the agent of',
  'restarted whole': 'Restarted',
  stopped: 'Stopped',
  removed: 'Removed',
};
const OPPOSITE: Partial<Record<Wanted, Wanted>> = { running: 'stopped', stopped: 'running' };

/** Does it, and says what was done and how it is taken back. */
async function act(names: readonly ContainerName[], wanted: Wanted): Promise<void> {
  const known = useMaestro.getState().snapshot?.containers ?? {};
  const shorts = new Map(names.map((name) => [name, known[name]?.shortName ?? name]));
  const done = await each(names, wanted);
  if (done.length === 0) return;
  const who = sentence(done.map((name) => shorts.get(name) ?? name));
  tell({ text: `${DONE[wanted]} ${who}.`, ...wayBack(wanted, { done, who }) });
}

function wayBack(
  wanted: Wanted,
  { done, who }: { readonly done: readonly ContainerName[]; readonly who: string },
): { readonly undo: Remedy } | { readonly final: string } {
  if (wanted === 'removed') return { undo: { word: 'Undo', run: () => restoreContainers(done) } };
  const back = OPPOSITE[wanted];
  if (back === undefined) return { final: 'This cannot be undone.' };
  const run = async (): Promise<Answer<Said> | undefined> => {
    const undone = await each(done, back);
    return undone.length === 0 ? undefined : { ok: true, value: { text: `${DONE[back]} ${who} again.` } };
  };
  return { undo: { word: 'Undo', run } };
}

/** Answers those for which it could be done. */
async function each(names: readonly ContainerName[], wanted: Wanted): Promise<ContainerName[]> {
  const ends = await Promise.all(names.map((name) => one(name, wanted)));
  return names.filter((_, index) => ends[index] === true);
}

async function one(name: ContainerName, wanted: Wanted): Promise<boolean> {
  if (useActions.getState().busy[name] !== undefined) return false;
  useActions.setState(({ busy, problems }) => ({
    busy: { ...busy, [name]: WORDS[wanted] },
    problems: without(problems, name),
  }));
  const stays = isOvercome(wanted, useMaestro.getState().snapshot?.containers[name]);
  // What is done of several is told once, with one way back.
  const answer = await write(
    (writer) => CALLS[wanted](writer, name),
    () => ({ shown: 'the words about all of them' }),
  );
  useActions.setState(({ busy, problems }) => ({
    busy: without(busy, name),
    problems: answer.ok ? problems : { ...problems, [name]: { problem: answer.problem, wanted, stays } },
  }));
  return answer.ok;
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}

/** Stops those that run; when none does, starts those that can be started. */
export function stopOrStart(containers: readonly Container[]): void {
  const running = containers.filter((container) => able(container).stop).map(({ name }) => name);
  const stopped = containers.filter((container) => able(container).start).map(({ name }) => name);
  if (running.length > 0) void stopContainers(running);
  else void startContainers(stopped);
}

/** Asks what of these is started again; those that do not run are left out. */
export function restartChosen(containers: readonly Container[]): void {
  const names = containers.filter((container) => able(container).stop).map(({ name }) => name);
  if (names.length > 0) openOverlay({ kind: 'restart', names });
}

/** Copies the command that connects a terminal to the container. */
export function copyCommand(container: Container | undefined): void {
  if (container !== undefined) copyText(commandLine('connect', container.name));
}
