import { expect, test } from 'vitest';
import { cutOff, takeBackAll } from '../../../electron/engine/containers/undo.ts';
import { fail, problemOf } from '../../../electron/engine/errors.ts';
import { SILENT as log } from '../../../electron/engine/silent.ts';

function failing(made: Record<string, () => Promise<void>>): Promise<unknown> {
  const steps = Object.entries(made).map(([what, run]) => ({ what, run }));
  return takeBackAll(log, fail('COPY_FAILED', 'The copy failed.'), steps);
}

test('a failure takes every step back, the newest first', async () => {
  const taken: string[] = [];
  const step = (what: string) => [what, () => Promise.resolve(void taken.push(what))] as const;
  const error = await failing(Object.fromEntries([step('network'), step('gateway'), step('agent')]));
  expect(taken).toEqual(['agent', 'gateway', 'network']);
  expect(problemOf(error)).toMatchObject({ code: 'COPY_FAILED', sentence: 'The copy failed.' });
});

test('a step that cannot be taken back keeps no other, and is named', async () => {
  const taken: string[] = [];
  const error = await failing({
    'the network n': () => Promise.resolve(void taken.push('network')),
    'the gateway g': () => Promise.reject(new Error('Docker went away')),
  });
  expect(taken).toEqual(['network']);
  expect(problemOf(error).hints.at(-1)).toBe('Could not be removed: the gateway g. maestro cleanup removes it later.');
});

test('a cancelled creation fails with the cancellation, not with what it broke', () => {
  const cancel = new AbortController();
  const broken = fail('DOCKER_UNREACHABLE', 'socket hang up');
  expect(cutOff(cancel.signal, broken)).toBe(broken);
  cancel.abort(fail('CREATE_CANCELLED', 'The creation was cancelled.'));
  expect(problemOf(cutOff(cancel.signal, broken)).code).toBe('CREATE_CANCELLED');
});
