import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CallerId } from '../../contract/ids.ts';
import { sizeText } from '../../contract/text.ts';
import { type TrashEntry, workText } from '../../contract/trash.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { cancellable } from '../creation.ts';
import { withEngine } from '../engine.ts';
import { table } from '../output/printed-table.ts';
import { cut, plain } from '../output/text.ts';
import { lines } from '../output/words.ts';
import { confirm } from '../prompt.ts';

const EmptyFlags = z.object({ force: z.boolean().default(false) });
const TASK_COLUMNS = 40;

/** Shows what is in the trash, newest first. */
export async function list({ out }: Call): Promise<undefined> {
  const found = await withEngine(({ client }) => client.trash.list());
  for (const { id, why } of found.damaged) out.note(`${plain(id)} cannot be read: ${plain(why)}`);
  out.result(found, () => (found.entries.length === 0 ? 'The trash is empty.' : tableOf(found.entries)));
}

/** Shows one removed container. */
export async function show({ args: [name = ''], out }: Call): Promise<undefined> {
  const entry = await withEngine((engine) => entryOf(engine, name));
  out.result(entry, () =>
    lines(
      `${entry.shortName}  ${entry.id}`,
      `  project   ${plain(entry.project)}`,
      `  branch    ${plain(entry.branch)}`,
      `  agent     ${entry.agent}${entry.model === null ? '' : `, ${plain(entry.model)}`}`,
      `  work      ${workText(entry)}`,
      `  created   ${minute(entry.createdAt)}`,
      `  removed   ${minute(entry.removedAt)}, kept until ${minute(entry.keptUntil)}`,
      `  size      ${sizeText(entry.bytes)}`,
      `  task      ${plain(entry.task)}`,
      `Bring it back: maestro trash restore ${entry.shortName}`,
    ),
  );
}

/** Makes a container of what was removed. */
export async function restore({ args: [name = ''], out }: Call): Promise<undefined> {
  const restored = await withEngine(async (engine) => {
    const { id } = await entryOf(engine, name);
    const creation = CallerId.parse(randomUUID());
    return cancellable({ engine, id: creation, out }, engine.client.trash.restore({ id, creation }));
  });
  const { shortName, branch } = restored;
  out.result(restored, () =>
    lines(`${shortName} is back on branch ${plain(branch)}.`, `Open it: maestro connect ${shortName}`),
  );
}

/** Removes what is named, or everything, for good. */
export async function empty(call: Call): Promise<undefined> {
  const { force } = readFlags(EmptyFlags, call);
  const { args, out } = call;
  const result = await withEngine(async (engine) => {
    const { entries, damaged } = await engine.client.trash.list();
    const all = [...entries.map(({ id }) => id), ...damaged.map(({ id }) => id)];
    const ids = args.length === 0 ? all : args.map((name) => idOf(entries, all, name));
    if (ids.length === 0) return { removed: [] };
    for (const entry of entries.filter(({ id }) => ids.includes(id)))
      out.note(`  ${entry.shortName}  ${workText(entry)}`);
    const question = `Remove ${ids.length === 1 ? 'this' : `these ${ids.length}`} for good?`;
    const agreed = force || (await confirm(question, 'no', 'Add --force.'));
    return agreed ? engine.client.trash.empty({ ids }) : { removed: [] };
  });
  out.result(result, () =>
    result.removed.length === 0 ? 'Nothing was removed.' : `Removed for good: ${result.removed.map(plain).join(', ')}`,
  );
}

async function entryOf({ client }: Engine, name: string): Promise<TrashEntry> {
  const { entries, damaged } = await client.trash.list();
  const all = [...entries.map(({ id }) => id), ...damaged.map(({ id }) => id)];
  const id = idOf(entries, all, name);
  const found = entries.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  const why = damaged.find((one) => one.id === id)?.why ?? '';
  throw new UsageError(`${name} cannot be read: ${why}`, 'maestro trash list shows the others.');
}

/** What a person means: an id, or a container's name where that was removed once. */
function idOf(entries: readonly TrashEntry[], all: readonly string[], name: string): string {
  if (all.includes(name)) return name;
  const found = entries.filter((entry) => [entry.name, entry.shortName].includes(name as TrashEntry['name']));
  if (found.length > 1)
    throw new UsageError(
      `${name} was removed ${found.length} times.`,
      `Give one of: ${found.map(({ id }) => id).join(', ')}.`,
    );
  const [only] = found;
  if (only === undefined)
    throw new UsageError(`Nothing in the trash is called ${name}.`, 'maestro trash list shows what is there.');
  return only.id;
}

function tableOf(entries: readonly TrashEntry[]): string {
  return table(
    ['NAME', 'BRANCH', 'WORK', 'SIZE', 'REMOVED', 'KEPT UNTIL', 'TASK'],
    entries.map((entry) => [
      entry.shortName,
      cut(entry.branch, TASK_COLUMNS),
      workText(entry),
      sizeText(entry.bytes),
      minute(entry.removedAt),
      entry.keptUntil.slice(0, 10),
      cut(entry.task, TASK_COLUMNS),
    ]),
  );
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
