import type { Container } from '../../../contract/containers.ts';
import type { Run } from '../../../contract/runs.ts';
import type { Usage } from '../../../contract/usage.ts';
import type { Context } from '../../context.ts';
import { problemOf } from '../../errors.ts';
import { findLaunches } from '../launches/store.ts';
import { changeRun } from '../missions/runs/store.ts';
import type { Project } from '../records/project.ts';

export type ReadUsage = (context: Context, of: Pick<Container, 'name'>) => Promise<Pick<Usage, 'usd'>>;

interface Counting {
  readonly mission: string;
  readonly run: Run;
  readonly features: readonly { readonly id: string }[];
  readonly containers: readonly Container[];
}

/** Counts what the containers of a run have cost, and writes it down, so that what is gone still counts. */
export class Spending {
  readonly #read: ReadUsage;
  /** When a container was last seen at work, at its last count. */
  readonly #counted = new Map<string, string | null>();

  constructor(read: ReadUsage) {
    this.#read = read;
  }

  /** The run with what is spent by now. A conversation that cannot be read now counts as it did. */
  async count(context: Context, project: Project, { mission, run, features, containers }: Counting): Promise<Run> {
    if (run.budgetUsd === null) return run;
    const launched = features.flatMap(({ id }) => findLaunches(project, mission, id));
    const names = new Set(launched.filter(({ at }) => at >= run.at).map(({ container }) => container));
    const own = containers.filter(({ name }) => names.has(name));
    const read = await Promise.all(own.map((container) => this.#countOne(context, container)));
    const spent = { ...run.spent };
    for (const { name, usd } of read.flatMap((one) => one ?? [])) spent[name] = usd;
    if (JSON.stringify(spent) === JSON.stringify(run.spent)) return run;
    await changeRun(project, mission, (latest) => (latest?.id === run.id ? { ...latest, spent } : undefined));
    return { ...run, spent };
  }

  async #countOne(
    context: Context,
    { name, lastActivityAt }: Container,
  ): Promise<{ name: Container['name']; usd: number } | undefined> {
    if (this.#counted.has(name) && this.#counted.get(name) === lastActivityAt) return undefined;
    try {
      const { usd } = await this.#read(context, { name });
      this.#counted.set(name, lastActivityAt);
      return { name, usd };
    } catch (error) {
      context.log.warn({ container: name, problem: problemOf(error) }, 'what a container cost cannot be read now');
      return undefined;
    }
  }
}
