import { z } from 'zod';
import type { Sample } from './port.ts';

const Count = z.number().min(0);

/** What is read of the engine's own form; engines of other makers leave some of it out. */
const Raw = z.object({
  read: z.iso.datetime({ offset: true }),
  cpu_stats: z.object({
    cpu_usage: z.object({ total_usage: Count }),
    system_cpu_usage: Count.optional(),
    online_cpus: z.int().min(1).optional().catch(undefined),
  }),
  memory_stats: z.object({ usage: Count, stats: z.record(z.string(), z.unknown()).optional().catch(undefined) }),
});

/** What an engine says of a container's use (pure); undefined where it says nothing, as of one that does not run. */
export function sampleOf(raw: unknown): Sample | undefined {
  const read = Raw.safeParse(raw);
  if (!read.success) return undefined;
  const { cpu_stats: cpu, memory_stats: memory } = read.data;
  const atMs = Date.parse(read.data.read);
  const onlineCpus = cpu.online_cpus ?? 1;
  return {
    atMs,
    cpuNs: cpu.cpu_usage.total_usage,
    // Without the machine's own time, that of the clock: as much for each of its CPUs.
    machineNs: cpu.system_cpu_usage ?? atMs * 1e6 * onlineCpus,
    onlineCpus,
    memoryBytes: Math.max(0, Math.round(memory.usage - cacheOf(memory.stats))),
  };
}

/** Version 1 of cgroups calls it otherwise. */
function cacheOf(stats: Readonly<Record<string, unknown>> = {}): number {
  const cache = stats['total_inactive_file'] ?? stats['inactive_file'];
  return typeof cache === 'number' && cache > 0 ? cache : 0;
}

/** How many CPUs were busy between two samples of a container (pure); null where that cannot be told, as after a restart. */
export function busyCpus(before: Sample, after: Sample): number | null {
  const own = after.cpuNs - before.cpuNs;
  const machine = after.machineNs - before.machineNs;
  if (own < 0 || machine <= 0) return null;
  return Math.min(after.onlineCpus, (own / machine) * after.onlineCpus);
}
