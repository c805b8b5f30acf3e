import { describe, expect, test } from 'vitest';
import type { Snapshot, SnapshotEvent } from '../../electron/contract/snapshot.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { tempFolder } from '../support/project.ts';
import { type Connection, engineWithoutDocker, TRANSPORTS } from '../support/connections.ts';
import { until } from '../support/until.ts';

async function problemOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'it succeeded',
    (error: unknown) => (error as { data?: unknown }).data ?? error,
  );
}

async function next(reader: AsyncIterator<SnapshotEvent>): Promise<SnapshotEvent> {
  return (await reader.next()).value as SnapshotEvent;
}

describe.each(Object.entries(TRANSPORTS))('over %s', (name, connect) => {
  async function connected(): Promise<Connection & { engine: Engine }> {
    const engine = await engineWithoutDocker();
    return { ...(await connect(engine)), engine };
  }

  test('a call is answered', async () => {
    const { client } = await connected();
    const path = await tempFolder();
    expect(await client.settings.folders({ path })).toMatchObject({ path, folders: [] });
  });

  test('a failure crosses with its code, sentence and hints', async () => {
    const { client } = await connected();
    const opened = client.terminals.write({ id: 'terminal-0001', text: 'ls' });
    expect(await problemOf(opened)).toMatchObject({
      code: 'TERMINAL_NOT_FOUND',
      sentence: expect.stringMatching(/terminal/i) as string,
      hints: [expect.any(String)],
    });
  });

  test('an input beyond its limits is refused', async () => {
    const { client } = await connected();
    const call = client.terminals.write({ id: 'terminal-0001', text: 'x'.repeat(1_000_001) });
    await expect(call).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('the longest task in any script gets through', async () => {
    const { client } = await connected();
    const task = '漢'.repeat(2 * 1024 * 1024);
    const answer = problemOf(client.containers.suggestBranch({ project: '/nowhere', task }));
    expect(await answer).not.toBeInstanceOf(Error);
  });

  test('a stream starts with the snapshot and goes on with changes', async () => {
    const { client, engine } = await connected();
    const reader = await client.snapshot.watch();
    expect(await next(reader)).toMatchObject({ kind: 'snapshot', snapshot: { loaded: false } });

    engine.context.state.change({ fields: { loaded: true } });
    expect(await next(reader)).toMatchObject({ kind: 'change', change: { fields: { loaded: true } } });
    await reader.return();
  });

  test('a stream that its reader ends is ended in the engine', async () => {
    const { client, engine } = await connected();
    const reading = countReaders(engine);
    const reader = await client.snapshot.watch();
    await next(reader);
    expect(reading()).toBe(1);

    await reader.return();
    await until('the engine to end the stream', () => reading() === 0);
  });

  if (name === 'in-process') return;
  test('a cut connection makes readers throw and later calls reject', async () => {
    const { client, cut } = await connected();
    const reader = await client.snapshot.watch();
    await next(reader);

    const waiting = reader.next();
    cut();
    await expect(waiting).rejects.toThrow();
    await expect(client.settings.folders({ path: '/' })).rejects.toThrow();
  });

  test('a cut connection ends its streams in the engine', async () => {
    const { client, cut, engine } = await connected();
    const reading = countReaders(engine);
    const reader = await client.snapshot.watch();
    await next(reader);

    cut();
    await until('the engine to end the stream', () => reading() === 0);
    await expect(reader.next()).rejects.toThrow();
  });
});

/** How many snapshot streams of an engine are open. */
function countReaders({ context }: Engine): () => number {
  let open = 0;
  const { state } = context;
  const watch = state.watch.bind(state);
  state.watch = async function* counted(signal) {
    open += 1;
    try {
      yield* watch(signal);
    } finally {
      open -= 1;
    }
  };
  return () => open;
}

test('two clients see the same engine', async () => {
  const engine = await engineWithoutDocker();
  const clients = await Promise.all(Object.values(TRANSPORTS).map((connect) => connect(engine)));
  const readers = await Promise.all(clients.map(({ client }) => client.snapshot.watch()));
  const firsts = await Promise.all(readers.map((reader) => next(reader)));
  const snapshots = firsts.map((first) => (first as { snapshot: Snapshot }).snapshot);
  expect(new Set(snapshots.map((snapshot) => JSON.stringify(snapshot))).size).toBe(1);
});
