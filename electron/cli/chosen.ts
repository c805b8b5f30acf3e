import { resolve } from 'node:path';
import { z } from 'zod';
import { AGENT_HINT, AgentKind } from '../contract/agents.ts';
import { type Container, ContainerState } from '../contract/containers.ts';
import type { Problem } from '../contract/errors.ts';
import { problemOf } from '../engine/errors.ts';
import type { Engine } from '../engine/engine.ts';
import { UsageError } from './arguments/command.ts';
import { containerRow } from './output/container-rows.ts';
import type { Output } from './output/output.ts';
import { table } from './output/printed-table.ts';
import { plain } from './output/text.ts';
import { menu } from './menu.ts';
import { confirm } from './prompt.ts';

/** What leaves some of all containers. */
export const Filters = z.object({
  all: z.boolean().default(false),
  project: z.string().optional(),
  agent: z.enum(AgentKind.options, AGENT_HINT).optional(),
  state: z.enum(ContainerState.options, `Use one of: ${ContainerState.options.join(', ')}.`).optional(),
});
export type Filters = z.output<typeof Filters>;

/** Whether a call says by features, and not by names, what it means. */
export function filters({ all, project, agent, state }: Filters): boolean {
  return all || isNarrow({ project, agent, state });
}

/** Whether it leaves out some. */
export function isNarrow({ project, agent, state }: Pick<Filters, 'project' | 'agent' | 'state'>): boolean {
  return [project, agent, state].some((value) => value !== undefined);
}

/** Whether a container is among those that are left. A project is a folder, or the name of one. */
export function fits(
  { project, agent, state }: Container,
  wanted: Pick<Filters, 'project' | 'agent' | 'state'>,
): boolean {
  const isThere = wanted.project === undefined || [project.name, project.path].includes(wanted.project);
  return (
    (isThere || (wanted.project !== undefined && resolve(wanted.project) === project.path)) &&
    (wanted.agent === undefined || wanted.agent === agent) &&
    (wanted.state === undefined || wanted.state === state)
  );
}

/** The containers of these names. Names and filters exclude each other. */
export async function chosenByName(
  { context }: Engine,
  words: readonly string[],
  wanted: Filters,
): Promise<Container[]> {
  if (filters(wanted)) throw new UsageError('Names and filters exclude each other.', 'Give names, or filters.');
  const { getContainer } = await import('../engine/containers/list.ts');
  const found = await Promise.all(words.map((word) => getContainer(context, word)));
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/** Those that the filters leave of what `may` be meant at all. */
export async function chosenByFilter(
  { context }: Engine,
  wanted: Filters,
  may: (container: Container) => boolean,
): Promise<Container[]> {
  const { listContainers } = await import('../engine/containers/list.ts');
  return (await listContainers(context)).filter((container) => may(container) && fits(container, wanted));
}

/** Lists what is meant, and asks once. */
export async function agreed(
  containers: readonly Container[],
  verb: string,
  { force, out }: { force: boolean; out: Output },
): Promise<boolean> {
  if (containers.length === 0) {
    out.note(`No container fits: there is nothing to ${verb.toLowerCase()}.`);
    return false;
  }
  for (const { shortName, branch, evidence } of containers)
    out.note(`  ${shortName}  ${plain(branch)}  ${plain(evidence)}`);
  const which = containers.length === 1 ? 'it' : `these ${containers.length}`;
  return force || confirm(`${verb} ${which}?`, 'no', 'Add --force.');
}

/** What was done to some containers, and what failed. */
export interface Outcome {
  readonly done: readonly Container[];
  readonly failed: readonly { readonly name: string; readonly problem: Problem }[];
}

/** Does it to each on its own, so that one that fails keeps no other. The failure of a single one is thrown. */
export async function toEach(
  containers: readonly Container[],
  work: (container: Container) => Promise<Container>,
): Promise<Outcome> {
  const [only] = containers;
  if (only !== undefined && containers.length === 1) return { done: [await work(only)], failed: [] };
  const failed: { name: string; problem: Problem }[] = [];
  const one = async (container: Container): Promise<Container[]> => {
    try {
      return [await work(container)];
    } catch (error) {
      const inside = (error as { data?: Problem }).data;
      failed.push({ name: container.shortName, problem: inside ?? problemOf(error) });
      return [];
    }
  };
  return { done: (await Promise.all(containers.map(one))).flat(), failed };
}

/** Tells what was done and, at the end, what failed; answers the exit status. */
export function told(outcome: Outcome, out: Output, words: { each: (one: Container) => string; none: string }): number {
  const { done, failed } = outcome;
  out.result(outcome, () => done.map(words.each).join('\n') || words.none);
  for (const { name, problem } of failed) out.note(`${name}: ${problem.sentence} (${problem.code})`);
  return failed.length === 0 ? 0 : 1;
}

/** The only container, or one of a menu with those that run first; undefined when its user left the menu, or there is none. */
export async function picked({ context }: Engine, out: Output): Promise<Container | undefined> {
  const { listContainers } = await import('../engine/containers/list.ts');
  const all = (await listContainers(context)).filter(({ state }) => state !== 'incomplete');
  const running = all.filter(({ docker }) => docker === 'running');
  const [only] = running.length > 0 ? running : all;
  if (running.length === 1 || all.length <= 1) return only;
  const offered = [...running, ...all.filter((container) => !running.includes(container))];
  const index = await menu(rows(offered, out));
  return index === undefined ? undefined : offered[index];
}

function rows(containers: readonly Container[], out: Output): string[] {
  const now = new Date();
  const cells = containers.map((container) => containerRow(container, now, out.paint));
  const [, , ...lines] = table(cells[0]?.map(() => '') ?? [], cells).split('\n');
  return lines;
}
