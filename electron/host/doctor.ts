import type { Snapshot } from '../contract/snapshot.ts';
import { readConfig } from '../engine/config/config.ts';
import type { Engine } from '../engine/engine.ts';
import { isProblem } from '../engine/errors.ts';

/** How often trouble is looked at again: whoever mends it does so elsewhere. */
const AGAIN_MS = 60_000;
const TICK_MS = 10_000;

/**
 * Looks the machine over at the start and as often as `daemon.check_interval` says, for a disk fills up without a word;
 * again when Docker comes or goes, when a build ends, and each minute while something is wrong: trouble that was overcome
 * must not stay on screen. Ends with the engine.
 */
export async function keepDoctorTrue(engine: Engine): Promise<void> {
  const { state, closing } = engine.context;
  const look = oneAtATime(() => engine.client.doctor.run().catch((error: unknown) => tell(engine, error)));
  look();
  const timer = setInterval(() => {
    if (hasTrouble(state.snapshot)) look();
  }, AGAIN_MS);
  let looked = performance.now();
  const anyway = setInterval(() => {
    if (performance.now() - looked < checkInterval(engine)) return;
    looked = performance.now();
    look();
  }, TICK_MS);
  let before = rests(state.snapshot);
  for await (const event of state.watch(closing)) {
    const now = rests(event.kind === 'snapshot' ? event.snapshot : state.snapshot);
    if (now !== before) look();
    before = now;
  }
  clearInterval(timer);
  clearInterval(anyway);
}

/** A configuration that cannot be read is trouble, and looked at as that. */
function checkInterval({ context }: Engine): number {
  try {
    return readConfig(context).daemon.checkIntervalMs;
  } catch (error) {
    if (!isProblem(error, 'CONFIG_INVALID')) throw error;
    return AGAIN_MS;
  }
}

/** What a report rests on and tells of itself when it changes. */
function rests({ docker, imageBuild, settings }: Snapshot): string {
  const build = imageBuild === null || imageBuild.state === 'running' ? '' : imageBuild.startedAt;
  return [docker.state === 'ready', build, ...settings.problems].join(' ');
}

function hasTrouble({ doctor }: Snapshot): boolean {
  return doctor?.checks.some((check) => check.state === 'failed' || check.state === 'warning') ?? true;
}

/** A wish that comes while the work is under way is granted after it, once. */
function oneAtATime(work: () => Promise<unknown>): () => void {
  let wished = false;
  let busy = false;
  const run = async (): Promise<void> => {
    busy = true;
    while (wished) {
      wished = false;
      await work();
    }
    busy = false;
  };
  return () => {
    wished = true;
    if (!busy) void run();
  };
}

function tell({ context }: Engine, error: unknown): void {
  if (!context.closing.aborted) context.log.error({ err: error }, 'doctor failed');
}
