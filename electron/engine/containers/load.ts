import type { ContainerName } from '../../contract/ids.ts';
import { FOLLOWED_LOADS, type Load } from '../../contract/load.ts';
import type { Context } from '../context.ts';
import type { Sample } from '../docker/port.ts';
import { busyCpus } from '../docker/stats-rules.ts';
import type { Kind } from '../running.ts';

/** Who asked for it last looked that long ago at most; then nobody looks any more. */
const WANTED_MS = 8_000;
const NOW_AND_THEN_MS = 30_000;
/** A reading that failed or ended is tried again so soon at the earliest. */
const AGAIN_MS = 5_000;
/** What was measured before that is no use of now. */
const OLD_MS = 90_000;

const METERS: Kind<Meters> = { name: 'meters' };

/** What these containers use, as `load.read` promises, in an engine that follows the fleet. It waits for nothing: what is not known yet is known at the next call. */
export function readLoad(context: Context, { names }: { names: readonly ContainerName[] }): Load[] {
  const meters = context.running.only(METERS, () => new Meters(context));
  return meters.read(
    names.flatMap((name) => {
      const container = context.state.snapshot.containers[name];
      return container?.docker === 'running' ? [{ name, id: container.dockerId }] : [];
    }),
  );
}

/** One container that somebody looks at. */
interface Meter {
  readonly name: ContainerName;
  readonly id: string;
  wantedAtMs: number;
  triedAtMs: number;
  sample: Sample | null;
  load: Load | null;
  /** Ends the stream that follows it; null: none does. */
  stop: (() => void) | null;
}

/** Measures what somebody looks at, and stops when nobody does. */
class Meters {
  readonly #context: Context;
  readonly #meters = new Map<ContainerName, Meter>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: Context) {
    this.#context = context;
    context.closing.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  read(containers: readonly { readonly name: ContainerName; readonly id: string }[]): Load[] {
    const now = this.#now();
    const wanted = containers.map(({ name, id }) => this.#meter(name, id));
    for (const meter of wanted) meter.wantedAtMs = now;
    this.#sweep();
    for (const meter of wanted) this.#measure(meter);
    return wanted.flatMap(({ load }) => (load === null || now - Date.parse(load.at) > OLD_MS ? [] : [load]));
  }

  #meter(name: ContainerName, id: string): Meter {
    const known = this.#meters.get(name);
    if (known?.id === id) return known;
    known?.stop?.();
    const made = { name, id, wantedAtMs: 0, triedAtMs: 0, sample: null, load: null, stop: null };
    this.#meters.set(name, made);
    return made;
  }

  /** Ends what nobody looks at, now and as soon as that is so. */
  #sweep(): void {
    const oldest = this.#now() - WANTED_MS;
    for (const meter of [...this.#meters.values()].filter(({ wantedAtMs }) => wantedAtMs < oldest)) {
      meter.stop?.();
      this.#meters.delete(meter.name);
    }
    clearTimeout(this.#timer);
    if (this.#meters.size === 0 || this.#context.closing.aborted) return;
    this.#timer = setTimeout(() => this.#sweep(), WANTED_MS);
    this.#timer.unref();
  }

  #measure(meter: Meter): void {
    if (meter.stop !== null) return;
    const followed = [...this.#meters.values()].filter(({ stop }) => stop !== null).length;
    const isFollowed = followed < FOLLOWED_LOADS;
    if (this.#now() - meter.triedAtMs < (isFollowed ? AGAIN_MS : NOW_AND_THEN_MS)) return;
    meter.triedAtMs = this.#now();
    const done = isFollowed ? this.#follow(meter) : this.#once(meter);
    // It may just have stopped, which the fleet tells; anything else is tried again.
    done.catch((err: unknown) => this.#context.log.debug({ err, container: meter.name }, 'its use could not be read'));
  }

  async #follow(meter: Meter): Promise<void> {
    const end = new AbortController();
    meter.stop = () => end.abort();
    try {
      const signal = AbortSignal.any([end.signal, this.#context.closing]);
      for await (const sample of this.#context.docker.followUse(meter.id, signal)) take(meter, sample);
    } finally {
      meter.stop = null;
    }
  }

  async #once(meter: Meter): Promise<void> {
    const sample = await this.#context.docker.use(meter.id);
    if (sample !== undefined) take(meter, sample);
  }

  #now(): number {
    return this.#context.now().getTime();
  }
}

function take(meter: Meter, sample: Sample): void {
  const before = meter.sample;
  const cpus = before === null ? null : busyCpus(before, sample);
  meter.sample = sample;
  meter.load = {
    name: meter.name,
    at: new Date(sample.atMs).toISOString(),
    cpus: cpus === null ? null : Math.round(cpus * 1000) / 1000,
    memoryBytes: sample.memoryBytes,
  };
}
