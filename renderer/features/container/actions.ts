import type { Container } from '../../../electron/contract/containers.ts';
import { able, commandLine } from './select.ts';
import { create } from 'zustand';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { ask, type Answer } from '../../client/ask.ts';
import type { Client } from '../../client/link.ts';

/** What could not be done for a container, and what it was to become: once it is that, the problem is over. */
export interface Failed {
  readonly problem: Problem;
  readonly wanted: 'running' | 'restarted' | 'stopped' | 'removed';
}

/** What the user asked of containers and is not done yet, and what could not be done. Keyed by container name. */
interface Actions {
  readonly busy: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, Failed>>;
}

export const useActions = create<Actions>(() => ({ busy: {}, problems: {} }));

/** Starts containers side by side; what fails stands at its own row. */
export function startContainers(names: readonly ContainerName[]): Promise<void> {
  return each(names, 'running', (client, name) => client.containers.start({ name }));
}

/** Stops containers side by side and keeps their files; what fails stands at its own row. */
export function stopContainers(names: readonly ContainerName[]): Promise<void> {
  return each(names, 'stopped', (client, name) => client.containers.stop({ name }));
}

/** Starts agents that have ended again, in containers that run. */
export function restartAgents(names: readonly ContainerName[]): Promise<void> {
  return each(names, 'restarted', (client, container) => client.terminals.restart({ container }));
}

/** Removes containers, also running ones: the caller has asked the user. */
export function removeContainers(names: readonly ContainerName[]): Promise<void> {
  return each(names, 'removed', (client, name) => client.containers.remove({ name, running: true }));
}

/** Takes what failed for a container off the screen. */
export function dismissProblem(name: string): void {
  useActions.setState(({ problems }) => ({ problems: without(problems, name) }));
}

type Act = (client: Client, name: ContainerName) => Promise<unknown>;

const WORDS = { running: 'Starting', restarted: 'Restarting', stopped: 'Stopping', removed: 'Removing' } as const;

async function each(names: readonly ContainerName[], wanted: Failed['wanted'], act: Act): Promise<void> {
  await Promise.all(names.map((name) => one(name, wanted, (client) => act(client, name))));
}

async function one(
  name: ContainerName,
  wanted: Failed['wanted'],
  act: (client: Client) => Promise<unknown>,
): Promise<void> {
  if (useActions.getState().busy[name] !== undefined) return;
  useActions.setState(({ busy, problems }) => ({
    busy: { ...busy, [name]: WORDS[wanted] },
    problems: without(problems, name),
  }));
  const answer: Answer<unknown> = await ask(act);
  useActions.setState(({ busy, problems }) => ({
    busy: without(busy, name),
    problems: answer.ok ? problems : { ...problems, [name]: { problem: answer.problem, wanted } },
  }));
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

/** Copies the command that connects a terminal to the container. */
export function copyCommand(container: Container | undefined): void {
  if (container !== undefined) void navigator.clipboard.writeText(commandLine('connect', container.name));
}
