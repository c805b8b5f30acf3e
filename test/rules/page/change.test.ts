import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSize } from '../../../electron/contract/limits.ts';
import { changeLine, checkChange, draftOf, reverseOf } from '../../../renderer/features/container/change-select.ts';
import { isOvercome, openProblems } from '../../../renderer/features/container/problem-select.ts';
import { container } from '../../support/container.ts';

const MIB = 1024 ** 2;
const limits = fc.record({
  memoryBytes: fc.integer({ min: 256 * MIB, max: 1024 * 1024 * MIB }),
  cpus: fc.double({ min: 0.1, max: 512, noNaN: true }),
  pids: fc.integer({ min: 64, max: 65_536 }),
});

test('what nobody changed is no change, whatever the container has', () => {
  fc.assert(
    fc.property(limits, fc.constantFrom(null, 'vite', 'a-1'), (has, nick) => {
      const one = container('feat-a-1', { limits: has, nick });
      const checked = checkChange(one, draftOf(one));
      expect(checked).toEqual({ ok: true, change: {} });
      expect(changeLine(one, {})).toBeNull();
    }),
  );
});

test('a change says only what becomes different, and its reverse brings that back', () => {
  const one = container('feat-a-1', { nick: 'old' });
  const checked = checkChange(one, { ...draftOf(one), nick: '', memory: ' 6 GB ' });

  expect(checked).toEqual({ ok: true, change: { nick: null, limits: { memoryBytes: parseSize('6g') } } });
  if (!checked.ok) throw new Error('It was refused.');
  expect(changeLine(one, checked.change)).toBe('maestro update feat-a-1 --memory 6g && maestro nick feat-a-1 --remove');
  expect(reverseOf(one, checked.change)).toEqual({ nick: 'old', limits: { memoryBytes: one.limits.memoryBytes } });
});

test('every field that cannot be read says so, and a name of a shell’s words is quoted', () => {
  const one = container('feat-a-1');
  const draft = { name: ' ', nick: 'No!', memory: '', cpus: 'many', pids: '1' };

  const checked = checkChange(one, draft);
  if (checked.ok) throw new Error('It was not refused.');
  expect(Object.keys(checked.errors).sort()).toEqual(['cpus', 'memory', 'name', 'nick', 'pids']);
  expect(changeLine(one, { name: '$(rm -rf ~)' })).toBe("maestro rename feat-a-1 '$(rm -rf ~)'");
});

test('a restart of a running agent that failed is told until its user has seen it, one of an ended agent until it runs', () => {
  const problem = { code: 'INTERNAL' as const, sentence: 'It failed.', hints: [], detail: null };
  const known = (state: 'running' | 'exited') => {
    const agentProcess = state === 'running' ? { state } : { state, exitCode: 1 };
    return { containers: { a: container('a', { agentProcess }) }, docker: { state: 'connecting' as const } };
  };
  const failed = (stays: boolean) => ({ a: { problem, wanted: 'restarted' as const, stays } });

  expect(isOvercome('restarted', known('running').containers.a)).toBe(true);
  expect(openProblems(failed(true), known('running'))).toHaveLength(1);
  expect(openProblems(failed(false), known('exited'))).toHaveLength(1);
  expect(openProblems(failed(false), known('running'))).toEqual([]);
});
