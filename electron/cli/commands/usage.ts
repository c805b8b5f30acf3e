import type { Container } from '../../contract/containers.ts';
import type { Problem } from '../../contract/errors.ts';
import { dollars, tokenText, type Usage, usageNotes } from '../../contract/usage.ts';
import { problemOf } from '../../engine/errors.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Call } from '../arguments/command.ts';
import { chosenByFilter, chosenByName } from '../chosen.ts';
import { withEngine } from '../engine.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';

const TITLES = ['NAME', 'AGENT', 'MODEL', 'INPUT', 'OUTPUT', 'CACHE READ', 'CACHE WRITE', 'COST'];
/** A conversation is streamed as a whole: many at once would only wait for each other. */
const AT_ONCE = 4;

/** Shows what agents have used, by model. */
export async function run({ args, out }: Call): Promise<number | undefined> {
  const { all, failed } = await withEngine(async (engine) => read(engine, await meant(engine, args)));
  for (const { name, problem } of failed) out.warn(`${name}: ${problem.sentence}`);
  for (const one of all) for (const note of usageNotes(one)) out.note(`${one.shortName}: ${plain(note)}`);
  out.result(all, () => told(all));
  return failed.length === 0 ? undefined : 1;
}

function meant(engine: Engine, words: readonly string[]): Promise<Container[]> {
  const none = { all: false };
  return words.length > 0 ? chosenByName(engine, words, none) : chosenByFilter(engine, none, () => true);
}

interface Found {
  readonly all: readonly Usage[];
  readonly failed: readonly { readonly name: string; readonly problem: Problem }[];
}

/** One that cannot be read, or went away meanwhile, keeps no other. The failure of a single one is thrown. */
async function read({ client }: Engine, containers: readonly Container[]): Promise<Found> {
  const all: (Usage | undefined)[] = [];
  const failed: { name: string; problem: Problem }[] = [];
  const rest = containers.entries();
  const worker = async (): Promise<void> => {
    for (const [index, { name, shortName }] of rest) {
      try {
        all[index] = await client.usage.get({ name });
      } catch (error) {
        if (containers.length === 1) throw error;
        failed.push({ name: shortName, problem: problemOf(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { all: all.filter((one) => one !== undefined), failed };
}

function told(all: readonly Usage[]): string {
  if (all.length === 0) return 'No containers yet. Start one: maestro new "your task"';
  const rows = all.flatMap(rowsOf);
  const lists = new Set(all.flatMap(({ models, prices }) => (prices === null || models.length === 0 ? [] : [prices])));
  const prices = [...new Set([...lists].map(({ asOf, source }) => `${source}, as of ${asOf}.`))];
  const sum = all.reduce((dollarsSoFar, { usd }) => dollarsSoFar + usd, 0);
  const total = rows.length > 1 ? [`Together: ${dollars(sum)}.`] : [];
  return [table(TITLES, rows), ...(prices.length === 0 ? [] : ['', ...total, ...prices])].join('\n');
}

function rowsOf({ shortName, agent, models }: Usage): string[][] {
  if (models.length === 0) return [[shortName, agent, '-', '-', '-', '-', '-', '-']];
  return models.map(({ model, tokens, usd }) => [
    shortName,
    agent,
    plain(model),
    ...[tokens.input, tokens.output, tokens.cacheRead, tokens.cacheWrite].map(tokenText),
    usd === null ? 'not known' : dollars(usd),
  ]);
}
