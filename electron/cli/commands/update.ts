import type { Container } from '../../contract/containers.ts';
import { formatSize } from '../../contract/limits.ts';
import { readFlags } from '../arguments/input.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { isOn } from '../arguments/options.ts';
import { withEngine } from '../engine.ts';
import { LimitFlags } from '../limits.ts';
import { containerNamed } from '../output/network.ts';

/** Changes the limits of a container; without a name, writes the instructions of the agents again. */
export async function run(call: Call): Promise<undefined> {
  const { memory, cpus, pids } = readFlags(LimitFlags, call);
  const [word] = call.args;
  const isLimited = [memory, cpus, pids].some((limit) => limit !== undefined);
  if (word === undefined && !isLimited) return (await import('./install.ts')).updateAll(call);
  if (word === undefined || !isLimited || isOn(call, 'agents-only'))
    throw new UsageError('Limits are those of a container.', 'maestro update NAME --memory 8g', 1);
  const limits = { ...(memory && { memoryBytes: memory }), ...(cpus && { cpus }), ...(pids && { pids }) };
  const updated = await withEngine(async (engine) =>
    engine.client.containers.update({ name: await containerNamed(engine, word), limits }),
  );
  call.out.result(updated, () => said(updated));
  return undefined;
}

function said({ shortName, limits: { memoryBytes, cpus, pids } }: Container): string {
  return `${shortName} has ${formatSize(memoryBytes)} of memory, ${cpus} CPUs and ${pids} processes from now on.`;
}
