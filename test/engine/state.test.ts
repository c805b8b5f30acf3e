import { expect, test } from 'vitest';
import type { Snapshot, SnapshotEvent } from '../../electron/contract/snapshot.ts';
import { State } from '../../electron/engine/state.ts';

function emptyState(): State {
  const entries = { containers: {}, creations: {}, projects: {}, missions: {} };
  return new State({ revision: 0, ...entries, loaded: false } as unknown as Snapshot);
}

async function next(reader: AsyncGenerator<SnapshotEvent, void, void>): Promise<SnapshotEvent | undefined> {
  const { value } = await reader.next();
  return value ?? undefined;
}

test('a reader gets the whole first and then what changed', async () => {
  const state = emptyState();
  const reader = state.watch();
  expect(await next(reader)).toMatchObject({ kind: 'snapshot', snapshot: { revision: 0 } });

  const change = next(reader);
  state.change({ fields: { loaded: true } });
  expect(await change).toMatchObject({ kind: 'change', change: { revision: 1, fields: { loaded: true } } });
});

test('changes that come close together reach a reader as one', async () => {
  const state = emptyState();
  const reader = state.watch();
  await next(reader);

  const change = next(reader);
  for (let count = 0; count < 100; count++) state.change({ fields: { loaded: count % 2 === 0 } });
  expect(await change).toMatchObject({ change: { revision: 100, fields: { loaded: false } } });
});

test('a change made while a reader is busy is not lost', async () => {
  const state = emptyState();
  const reader = state.watch();
  await next(reader);
  state.change({ fields: { loaded: true } });
  expect(await next(reader)).toMatchObject({ change: { revision: 1 } });
});

test('a reader ends when its signal aborts', async () => {
  const state = emptyState();
  const abort = new AbortController();
  const reader = state.watch(abort.signal);
  await next(reader);

  const end = reader.next();
  abort.abort();
  expect(await end).toMatchObject({ done: true });
});
