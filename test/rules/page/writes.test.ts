import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract } from '../../../electron/contract/index.ts';
import { ContainerName } from '../../../electron/contract/ids.ts';
import { FREE } from '../../../renderer/client/free.ts';
import type { Client, Writer } from '../../../renderer/client/link.ts';
import { useMaestro } from '../../../renderer/client/store.ts';
import { tell, undoLast, useTold } from '../../../renderer/client/told.ts';
import { wayBack, write } from '../../../renderer/client/write.ts';

const ROOT = new URL('../../../renderer', import.meta.url).pathname;
const name = ContainerName.parse('shop-one-1');

beforeEach(() => {
  useTold.setState({ shown: [], done: [] });
});

afterEach(() => {
  useMaestro.setState({ client: null });
});

/** Connects the page to a host that knows these procedures. */
function connect(client: object): void {
  useMaestro.setState({ client: client as Client });
}

test('what leaves something behind is not among what may be called without an answer to the user', () => {
  const verbs =
    /^(add|apply|cancel|cleanup|create|edit|empty|init|keep|learn|lend|load|mark|merge|open|prune|put|remove|rename|restart|restore|revoke|save|seal|send|set|start|stop|update|undo)(?!.*Plan$)/;
  const free = Object.entries(FREE).flatMap(([topic, names]) => names.map((each) => `${topic}.${each}`));
  const all = Object.entries(contract).flatMap(([topic, procedures]) =>
    Object.keys(procedures).map((each) => `${topic}.${each}`),
  );

  expect(free.filter((each) => !all.includes(each))).toEqual([]);
  expect(free.filter((each) => verbs.test(each.split('.')[1] ?? ''))).toEqual([]);
  expect(all.filter((each) => !free.includes(each)).length).toBeGreaterThan(50);
});

test('no file of the page reaches the procedures that write but through the one door', async () => {
  const files = (await readdir(ROOT, { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(join(ROOT, file), 'utf8') })),
  );
  const doors = texts.filter(({ text }) => /\bas Writer\b|createORPCClient|<Writer>/.test(text));

  expect(doors.map(({ file }) => file).toSorted()).toEqual(['client/link.ts', 'client/write.ts']);
});

test('a write without an answer, and words without a way back, are no program', () => {
  const use = (client: Client): void => {
    // @ts-expect-error -- a write is not among the free procedures
    expect(client.containers.stop).toBeUndefined();
    // @ts-expect-error -- a write says what the user sees of it
    void write((writer: Writer) => writer.containers.stop({ name }));
    // @ts-expect-error -- words about a write say how it is undone, or that it cannot be
    tell({ text: 'Stopped.' });
  };
  expect(use).toBeTypeOf('function');
});

test('a write is told with its way back, and the way back is taken once', async () => {
  const calls: string[] = [];
  connect({ containers: { stop: () => calls.push('stop'), start: () => calls.push('start') } });
  const undo = wayBack(
    (writer) => writer.containers.start({ name }),
    () => ({ text: 'It runs again.' }),
  );

  await write(
    (writer) => writer.containers.stop({ name }),
    () => ({ text: 'Stopped.', undo }),
  );
  expect(useTold.getState().shown.map(({ text }) => text)).toEqual(['Stopped.']);

  undoLast();
  await expect.poll(() => useTold.getState().shown.map(({ text }) => text)).toEqual(['It runs again.']);
  undoLast();
  expect(useTold.getState().shown.at(-1)?.text).toBe('There is nothing to undo.');
  expect(calls).toEqual(['stop', 'start']);
});

test('a write that failed is not told as done: its problem goes to who asked', async () => {
  connect({ containers: { stop: () => Promise.reject(new Error('It broke.')) } });

  const answer = await write(
    (writer) => writer.containers.stop({ name }),
    () => ({ text: 'Stopped.', final: 'For good.' }),
  );

  expect(answer).toMatchObject({ ok: false, problem: { sentence: 'It broke.' } });
  expect(useTold.getState().shown).toEqual([]);
});
