import { expect, test } from 'vitest';
import { type Running, runSteps, type Step } from '../../../electron/engine/containers/steps.ts';
import { fail, problemOf } from '../../../electron/engine/errors.ts';
import { SILENT as log } from '../../../electron/engine/silent.ts';

type Work = Running & { readonly told: string[] };

function newWork(signal = new AbortController().signal): Work {
  const tell = { detail: () => undefined, bytes: () => undefined };
  return { told: [], signal, progress: { phase: (_id, _signal, work) => work(tell) } };
}

function step(id: Step<Work>['id'], more: Partial<Step<Work>> = {}): Step<Work> {
  const say = ({ told }: Work, what: string): Promise<void> => Promise.resolve(void told.push(what));
  const takeBack = (work: Work) => [{ what: id, run: () => say(work, `no ${id}`) }];
  return { id, run: (work) => say(work, id), takeBack, ...more };
}

const broken: Step<Work>['run'] = () => Promise.reject(fail('COPY_FAILED', 'The disk is full.'));

test('steps run in order, and what succeeds is not taken back', async () => {
  const work = newWork();
  await runSteps(log, work, [step('check'), step('image'), step('name')]);
  expect(work.told).toEqual(['check', 'image', 'name']);
});

test('a failure takes back every step that began, newest first, and says which step it was', async () => {
  const work = newWork();
  const steps = [step('name'), step('copy', { run: broken }), step('git')];
  const error: unknown = await runSteps(log, work, steps).catch((thrown: unknown) => thrown);
  expect(work.told).toEqual(['name', 'no copy', 'no name']);
  expect(problemOf(error)).toMatchObject({
    code: 'COPY_FAILED',
    sentence: 'Copying the project failed. The disk is full.',
  });
});

test('the step after one with others beside it waits for them', async () => {
  const work = newWork();
  const run: Step<Work>['run'] = ({ told }, _tell, goOn) => {
    goOn();
    return Promise.resolve(void told.push('gateway'));
  };
  const beside = step('copy', {
    run: ({ told }) => new Promise((done) => setImmediate(() => done(void told.push('copy')))),
  });
  await runSteps(log, work, [step('gateway', { run, meanwhile: [beside] }), step('git')]);
  expect(work.told).toEqual(['gateway', 'copy', 'git']);
});

test('a step that fails stops what runs beside it, waits for its end, and takes back both', async () => {
  const work = newWork();
  const run: Step<Work>['run'] = (_work, _tell, goOn) => {
    goOn();
    return Promise.reject(fail('COPY_FAILED', 'The gateway is broken.'));
  };
  const untilStopped: Step<Work>['run'] = ({ told, signal }) =>
    new Promise((_done, reject) => {
      signal.addEventListener('abort', () => {
        told.push('stopped');
        reject(new Error('cut off'));
      });
    });
  const steps = [step('gateway', { run, meanwhile: [step('copy', { run: untilStopped })] }), step('git')];
  const error: unknown = await runSteps(log, work, steps).catch((thrown: unknown) => thrown);
  expect(work.told).toEqual(['stopped', 'no copy', 'no gateway']);
  expect(problemOf(error).sentence).toBe('Closing the network failed. The gateway is broken.');
});

test('of a cancelled creation no further step begins', async () => {
  const cancel = new AbortController();
  const work = newWork(cancel.signal);
  const run: Step<Work>['run'] = () => {
    cancel.abort(fail('CREATE_CANCELLED', 'It was cancelled.'));
    return Promise.resolve();
  };
  const error: unknown = await runSteps(log, work, [step('name', { run }), step('git')]).catch(
    (thrown: unknown) => thrown,
  );
  expect(work.told).toEqual(['no name']);
  expect(problemOf(error).sentence).toBe('It was cancelled.');
});
