import type { Container, ContainerState } from '../../contract/containers.ts';
import type { RefusedName } from '../../contract/network.ts';
import type { Report } from '../../contract/reports.ts';
import type { Context } from '../context.ts';
import { problemOf } from '../errors.ts';
import { readLedger } from '../gateway/ledger.ts';
import type { Member } from './fleet.ts';
import { refusedCountsSince, refusedSince } from './refused-rules.ts';

/** Who shows nothing any more may wait for its network. */
const SILENT: ReadonlySet<ContainerState> = new Set(['quiet', 'stalled']);
/** Who asks or ends may do so because of its network. */
const STOPPED_SHORT: ReadonlySet<ContainerState> = new Set(['needs-you', 'finished']);
const AGAIN_MS = 60_000;

interface Look {
  readonly stamp: string;
  readonly at: number;
  readonly found: RefusedName | null;
}

/** A container as it is shown, and what it said. */
interface Shown {
  readonly member: Member;
  readonly container: Container;
  readonly reports: readonly Report[];
}

/** Knows what the network refused to agents that wait for something, and reads the ledgers of those alone. */
export class Refusing {
  readonly #context: Context;
  readonly #looks = new Map<string, Look>();
  readonly #told: (dockerId: string) => void;
  #looking: Promise<void> = Promise.resolve();
  #isBusy = false;

  constructor(context: Context, told: (dockerId: string) => void) {
    this.#context = context;
    this.#told = told;
  }

  /** What is known of a container; null: nothing that counts by now. */
  of(dockerId: string, reports: readonly Report[]): RefusedName | null {
    const found = this.#looks.get(dockerId)?.found ?? null;
    const since = refusedCountsSince(reports);
    const counts = found !== null && since !== undefined && Date.parse(found.lastAt) >= Date.parse(since);
    return counts ? found : null;
  }

  /** Reads what is due, in the background. */
  look(all: readonly Shown[]): void {
    if (this.#isBusy) return;
    const there = new Set(all.map(({ member }) => member.row.Id));
    for (const id of this.#looks.keys()) if (!there.has(id)) this.#looks.delete(id);
    this.#isBusy = true;
    this.#looking = this.#lookAt(all.filter((shown) => this.#isDue(shown))).finally(() => (this.#isBusy = false));
  }

  /** Waits for what is under way. */
  end(): Promise<void> {
    return this.#looking;
  }

  /** Once for each state; again while it goes on in silence, the later the longer that lasts. */
  #isDue({ member, container, reports }: Shown): boolean {
    if (!mayBeHeld(container, reports) && !(container.docker === 'running' && STOPPED_SHORT.has(container.state)))
      return false;
    const known = this.#looks.get(member.row.Id);
    if (known?.stamp !== stampOf(container)) return true;
    if (!SILENT.has(container.state)) return false;
    const now = this.#context.now().getTime();
    return now - known.at >= Math.max(AGAIN_MS, (now - Date.parse(container.since)) / 4);
  }

  async #lookAt(due: readonly Shown[]): Promise<void> {
    for (const { member, container, reports } of due) {
      if (this.#context.closing.aborted) return;
      const found = await findRefused(this.#context, member, reports);
      this.#looks.set(member.row.Id, { stamp: stampOf(container), at: this.#context.now().getTime(), found });
      this.#told(member.row.Id);
    }
  }
}

function stampOf({ state, since }: Container): string {
  return `${state} ${since}`;
}

/** Whether an agent may stand still because of its network (pure): in a turn, as far as it tells of turns. */
export function mayBeHeld({ docker, state }: Container, reports: readonly Report[]): boolean {
  return docker === 'running' && SILENT.has(state) && reports.at(-1)?.turn !== false;
}

/** The name that a container's agent may wait for. A ledger that cannot be read tells of none. */
export async function findRefused(
  context: Context,
  { gateway, birth }: Member,
  reports: readonly Report[],
): Promise<RefusedName | null> {
  const since = refusedCountsSince(reports);
  if (gateway === null || since === undefined) return null;
  try {
    return refusedSince(await readLedger(context, gateway.Id, birth.name), since) ?? null;
  } catch (error) {
    context.log.debug({ container: birth.name, problem: problemOf(error) }, 'its ledger could not be read');
    return null;
  }
}
