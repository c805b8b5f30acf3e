import { expect, test } from 'vitest';
import { create } from 'zustand';
import type { SnapshotEvent } from '../../../electron/contract/snapshot.ts';
import { Connection, waitMs } from '../../../renderer/client/connection.ts';
import type { Client, Link } from '../../../renderer/client/link.ts';
import type { Maestro } from '../../../renderer/client/store.ts';
import { snapshotOf } from '../../support/container.ts';
import { until } from '../../support/until.ts';

/** A host whose stream the test ends, and the store of a page that follows it. */
function following(unauthorized = false) {
  const store = create<Maestro>(() => ({ connection: { state: 'connecting' }, client: null, snapshot: null }));
  const cuts: (() => void)[] = [];
  let answers = true;
  const open = (): Promise<Link> => {
    if (!answers) return Promise.reject(new Error('no host'));
    const cut = new Promise<never>((_resolve, reject) => cuts.push(() => reject(new Error('cut'))));
    const revision = cuts.length;
    async function* watch(): AsyncGenerator<SnapshotEvent> {
      yield { kind: 'snapshot', snapshot: snapshotOf([], { revision }) };
      await cut;
    }
    const client = { snapshot: { watch: () => Promise.resolve(watch()) } } as unknown as Client;
    return Promise.resolve({ client, close: () => undefined });
  };
  const connection = new Connection(store, { open, unauthorized: () => Promise.resolve(unauthorized) });
  const ended = connection.run();
  return {
    store,
    connection,
    ended,
    cut: () => cuts.at(-1)?.(),
    answer: (next: boolean) => {
      answers = next;
    },
  };
}

test('after a cut the page says so, and then reads everything again', async () => {
  const { store, connection, cut } = following();
  await until('the first snapshot', () => store.getState().snapshot?.revision === 1);

  cut();
  await until('the cut on screen', () => store.getState().connection.state === 'lost');
  expect(store.getState()).toMatchObject({ client: null, snapshot: { revision: 1 } });

  await until('a fresh snapshot', () => store.getState().snapshot?.revision === 2);
  expect(store.getState().connection.state).toBe('open');
  connection.close();
});

test('a host that does not answer is asked again and again, and at once when the user wants', async () => {
  const { store, connection, answer, cut } = following();
  await until('the first snapshot', () => store.getState().client !== null);
  answer(false);
  cut();
  await until('a long wait', () => {
    const { connection: now } = store.getState();
    return now.state === 'lost' && now.retryAt - Date.now() > 500;
  });

  answer(true);
  connection.retry();
  await until('the connection', () => store.getState().connection.state === 'open');
  connection.close();
});

test('a page whose sign-in is over says that, because trying again will not help', async () => {
  const { store, connection, cut } = following(true);
  await until('the first snapshot', () => store.getState().client !== null);
  cut();

  await until('the reason', () => {
    const { connection: now } = store.getState();
    return now.state === 'lost' && now.unauthorized;
  });
  connection.close();
});

test('a closed connection stays closed', async () => {
  const { connection, ended, cut } = following();

  connection.close();
  cut();
  await ended;
});

test('waits grow, and never beyond eight seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map(waitMs)).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]);
});
