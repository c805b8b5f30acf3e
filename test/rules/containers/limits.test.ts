import { expect, test } from 'vitest';
import { decideLimits } from '../../../electron/engine/containers/decide.ts';

const GIB = 1024 ** 3;
const MACHINE = { MemTotal: 8 * GIB, NCPU: 4 };
const CONFIGURED = { memoryBytes: 16 * GIB, cpus: 2, pids: 512 };

test('the configured limits are cut to what the machine has', () => {
  expect(decideLimits({}, CONFIGURED, MACHINE)).toEqual({ memoryBytes: 8 * GIB, cpus: 2, pids: 512 });
});

test('limits that were asked for are taken as they are', () => {
  const wanted = { memoryBytes: GIB, cpus: 0.5, pids: 100 };
  expect(decideLimits(wanted, CONFIGURED, MACHINE)).toEqual(wanted);
});

test('more than the machine has is refused', () => {
  expect(() => decideLimits({ memoryBytes: 9 * GIB }, CONFIGURED, MACHINE)).toThrow('8.0 GiB');
  expect(() => decideLimits({ cpus: 5 }, CONFIGURED, MACHINE)).toThrow('4 CPUs');
});
