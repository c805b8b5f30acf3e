import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sample } from '../../../electron/engine/docker/port.ts';
import { busyCpus, sampleOf } from '../../../electron/engine/docker/stats-rules.ts';

const RAW = {
  read: '2026-05-04T10:00:00.123456789Z',
  cpu_stats: { cpu_usage: { total_usage: 5_000_000_000 }, system_cpu_usage: 80_000_000_000, online_cpus: 4 },
  memory_stats: { usage: 300_000_000, stats: { inactive_file: 100_000_000 } },
};

function sample(change: Partial<Sample>): Sample {
  return { atMs: 0, cpuNs: 0, machineNs: 0, onlineCpus: 4, memoryBytes: 0, ...change };
}

const cores = fc.integer({ min: 1, max: 256 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const ms = fc.integer({ min: 500, max: 120_000 });
const uptimeMs = fc.integer({ min: 0, max: 1_000_000_000 });

test('what a container kept busy between two samples is found again, however long they are apart', () => {
  fc.assert(
    fc.property(fc.record({ onlineCpus: cores, part: share, tookMs: ms, upMs: uptimeMs }), (taken) => {
      const { onlineCpus, part, tookMs, upMs } = taken;
      const busy = part * onlineCpus;
      const before = sample({ onlineCpus, cpuNs: upMs, machineNs: upMs * 1e6 * onlineCpus });
      const after = sample({
        onlineCpus,
        cpuNs: before.cpuNs + busy * tookMs * 1e6,
        machineNs: before.machineNs + tookMs * 1e6 * onlineCpus,
      });

      expect(busyCpus(before, after)).toBeCloseTo(busy, 3);
    }),
  );
});

test('whatever two samples say, it is no less than nothing and no more than the machine has', () => {
  const any = fc.record({ cpuNs: fc.nat(), machineNs: fc.nat(), onlineCpus: cores });
  fc.assert(
    fc.property(any, any, (before, after) => {
      const busy = busyCpus(sample(before), sample(after));

      if (after.cpuNs < before.cpuNs || after.machineNs <= before.machineNs) expect(busy).toBeNull();
      else expect(busy).toBeGreaterThanOrEqual(0);
      expect(busy ?? 0).toBeLessThanOrEqual(after.onlineCpus);
    }),
  );
});

test('memory is told without the cache of files, of either version of cgroups', () => {
  const ofFirst = { ...RAW, memory_stats: { usage: 300, stats: { total_inactive_file: 200, inactive_file: 1 } } };

  expect(sampleOf(RAW)).toEqual({
    atMs: Date.parse('2026-05-04T10:00:00.123Z'),
    cpuNs: 5_000_000_000,
    machineNs: 80_000_000_000,
    onlineCpus: 4,
    memoryBytes: 200_000_000,
  });
  expect(sampleOf(ofFirst)?.memoryBytes).toBe(100);
  expect(sampleOf({ ...RAW, memory_stats: { usage: 5, stats: { inactive_file: 9 } } })?.memoryBytes).toBe(0);
});

test('an engine that leaves out what its machine spent is measured by the clock', () => {
  const of = (second: number, total_usage: number) =>
    sampleOf({
      read: new Date(second * 1000).toISOString(),
      cpu_stats: { cpu_usage: { total_usage }, online_cpus: 2 },
      memory_stats: { usage: 1 },
    });
  const [before, after] = [of(1, 0), of(3, 1e9)];
  if (before === undefined || after === undefined) throw new Error('Nothing was read.');

  expect(busyCpus(before, after)).toBeCloseTo(0.5, 3);
});

test('of what does not run, and of what is none, nothing is read', () => {
  const stopped = { read: '0001-01-01T00:00:00Z', cpu_stats: { cpu_usage: { total_usage: 0 } }, memory_stats: {} };

  for (const raw of [stopped, {}, null, 'text', { ...RAW, cpu_stats: {} }]) expect(sampleOf(raw)).toBeUndefined();
});
