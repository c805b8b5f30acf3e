import type { CleanupItem, CleanupResult } from '../../contract/cleanup.ts';
import type { Container } from '../../contract/containers.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { LABEL } from '../docker/labels.ts';
import { problemOf } from '../errors.ts';
import { creationIsLive } from './creations.ts';
import { shortName } from './describe.ts';
import { readFleet } from './fleet.ts';
import { removeContainer } from './lifecycle.ts';
import { listContainers, oneOf } from './list.ts';
import { findParts, type Part } from './parts.ts';
import { expireTrash } from './trash.ts';

/** What `cleanUp` would remove, with what would be lost. Things of a creation under way are never offered. */
export async function listCleanup(
  context: Context,
  { all, words }: { all: boolean; words?: readonly string[] | undefined },
): Promise<CleanupItem[]> {
  if (words !== undefined) return meant(context, await listCleanup(context, { all: true }), words);
  const { prefix } = readConfig(context);
  const [parts, containers] = await Promise.all([findParts(context, {}), listContainers(context)]);
  const items: CleanupItem[] = [];
  for (const [name, group] of groupByContainer(parts)) {
    const container = containers.find((known) => known.name === name);
    const item = itemOf(name, group, container);
    if ((isKept(item, container) && !all) || (await isBeingCreated(context, group))) continue;
    items.push({ ...item, shortName: container?.shortName ?? shortName(name, prefix) });
  }
  return items.sort((a, b) => a.name.localeCompare(b.name));
}

/** How the volumes of a container end, by Maestro and by the older tool. */
const VOLUME = /-(npm|uv|history|claude-debug)$/;
const OLDER_PREFIX = 'mcl-';

/** What is left of containers that are gone, by label, and volumes that are named like Maestro’s but carry no label. */
export async function listVolumes(context: Context): Promise<{ items: CleanupItem[]; unclaimed: string[] }> {
  const { prefix } = readConfig(context);
  const [items, names, labelled] = await Promise.all([
    listCleanup(context, { all: false }),
    context.docker.volumeNames(),
    context.docker.volumes({ [LABEL.managed]: 'true' }),
  ]);
  const claimed = new Set(labelled.map(({ Name }) => Name));
  const looksOurs = (name: string): boolean =>
    [prefix, OLDER_PREFIX].some((start) => name.startsWith(start)) && VOLUME.test(name);
  return {
    items: items.filter(({ kind }) => kind === 'leftover'),
    unclaimed: names.filter((name) => looksOurs(name) && !claimed.has(name)).sort(),
  };
}

/** The items that these words mean. CONTAINER_NOT_FOUND, CONTAINER_NAME_AMBIGUOUS. */
async function meant(
  context: Context,
  items: readonly CleanupItem[],
  words: readonly string[],
): Promise<CleanupItem[]> {
  const { prefix } = readConfig(context);
  const members = await readFleet(context);
  const called = items.map((item) => {
    const { shown = item.name, nick = null } = members.find(({ birth }) => birth.name === item.name) ?? {};
    return { name: item.name, shown, nick, item };
  });
  return [...new Set(words.map((word) => oneOf(called, { word, prefix }).item))];
}

/** What runs, or was ended by nobody's wish. */
function isKept({ running }: CleanupItem, container: Container | undefined): boolean {
  return running || container?.state === 'interrupted';
}

/** Removes these items, each on its own, so that one that cannot go keeps no other. */
export async function cleanUp(
  context: Context,
  { names, running, discard }: { names: readonly ContainerName[]; running: boolean; discard: boolean },
): Promise<CleanupResult> {
  await expireTrash(context);
  const removed: ContainerName[] = [];
  const failed: CleanupResult['failed'] = [];
  const remove = async (name: ContainerName): Promise<void> => {
    try {
      await removeContainer(context, { name, running, discard });
      removed.push(name);
    } catch (error) {
      failed.push({ name, problem: problemOf(error) });
    }
  };
  await Promise.all(names.map(remove));
  return { removed: removed.sort(), failed };
}

function groupByContainer(parts: readonly Part[]): Map<ContainerName, Part[]> {
  const groups = new Map<ContainerName, Part[]>();
  for (const part of parts) {
    const group = groups.get(part.owned.container) ?? [];
    group.push(part);
    groups.set(part.owned.container, group);
  }
  return groups;
}

function itemOf(name: ContainerName, group: readonly Part[], container: Container | undefined): CleanupItem {
  const agent = group.find(({ owned }) => owned.role === 'agent');
  return {
    name,
    shortName: name,
    kind: agent === undefined ? 'leftover' : agent.state === 'created' ? 'unfinished' : 'container',
    running: agent?.running ?? false,
    branch: container?.branch ?? null,
    commits: container?.git?.sinceBase ?? null,
    changed: container?.git?.changed ?? null,
    parts: group.map((part) => part.name).sort(),
  };
}

async function isBeingCreated(context: Context, group: readonly Part[]): Promise<boolean> {
  const ids = new Set(group.map(({ owned }) => owned.creation));
  for (const id of ids) if (await creationIsLive(context, id)) return true;
  return false;
}
