import { type Comment, type PlacedComment, stateAfter } from '../contract/comments.ts';
import { CallerId, ContainerName } from '../contract/ids.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';

const BASE = '9f2c41d0a7be11a0a3b5c0ffee00112233445566';
const HEAD = '3b1d9c00aa11bb22cc33dd44ee55ff6677889900';
/** The stamp with which a container of the made-up fleet has comments of every kind from the start. */
export const SEEDED = 'seeded';

export const SINCE = `@@ -31,4 +31,4 @@ export class Basket {
   async reserve(items: readonly Item[]): Promise<Reservation> {
-    return this.pending;
+    return await this.pending;
   }
`;

type Seed = Pick<Comment, 'state' | 'text'> & {
  readonly at: readonly [path: string, side: 'old' | 'new', from: number, to: number];
  readonly place?: PlacedComment['place'];
  readonly since?: string;
  readonly problem?: string;
};

const BASKET = 'src/checkout/basket.ts';

const SEEDS: readonly Seed[] = [
  {
    at: [BASKET, 'new', 34, 35],
    state: 'draft',
    text: 'Say what happens where the first reservation fails:\nthe second one waits for it in vain.',
  },
  { at: ['package.json', 'new', 7, 7], state: 'draft', text: 'Why is this needed?', problem: 'It did not take it.' },
  { at: [BASKET, 'old', 36, 36], state: 'sent', text: 'Keep this line: others read it.' },
  {
    at: [BASKET, 'new', 39, 39],
    state: 'answered',
    text: 'Await it here, so that the trace has this line.',
    since: SINCE,
  },
  { at: [BASKET, 'new', 61, 61], state: 'resolved', text: 'Give NOTHING a name that says what it is.', since: '' },
  {
    at: ['.github/workflows/test.yml', 'new', 30, 31],
    state: 'reopened',
    text: 'Do not retry <b>here</b>: ```\n\u202egnp.exe ␛[2J',
    place: { kind: 'outdated' },
    since: SINCE,
  },
];

function seeded(name: string): PlacedComment[] {
  return SEEDS.map(({ at: [path, side, from, to], place, since = null, problem = null, ...seed }, index) => {
    const spot = { path, side, from, to };
    return {
      ...comment(name, CallerId.parse(`seeded-${index}-of-demo`)),
      ...seed,
      spot,
      problem,
      place: place ?? { kind: 'at', spot, moved: index === 3 },
      since: seed.state === 'draft' ? null : since,
      prompt: seed.state === 'draft' ? null : { id: CallerId.parse('prompt-of-demo'), at: ago(9) },
    };
  });
}

function comment(name: string, id: CallerId): Omit<PlacedComment, 'spot' | 'text' | 'place'> {
  const anchor = { base: BASE, head: HEAD, was: null, quoted: [`a line of ${name}`, '<img src=x onerror=alert(1)>'] };
  const facts = { madeAt: ago(14), changedAt: ago(9), prompt: null, problem: null, since: null };
  return { id, branch: 'fix/flaky-checkout-test', anchor, state: 'draft', ...facts };
}

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

/** Comments that a made-up host keeps in its memory: a page that is loaded again finds them. */
export function demoComments(state: State, demo: Answering) {
  const kept = new Map<string, PlacedComment[]>();
  let changes = 0;
  const of = (name: string): PlacedComment[] => {
    const first = state.snapshot.containers[name]?.comments === SEEDED ? seeded(name) : [];
    const known = kept.get(name) ?? first;
    kept.set(name, known);
    return known;
  };
  const put = (name: string, next: PlacedComment[]): void => {
    kept.set(name, next);
    const shown = state.snapshot.containers[name];
    changes += 1;
    if (shown !== undefined) state.change({ containers: { [name]: { ...shown, comments: `${changes}` } } });
  };
  const change = (name: string, id: string, fields: Partial<PlacedComment>): PlacedComment => {
    put(
      name,
      of(name).map((one) => (one.id === id ? { ...one, ...fields } : one)),
    );
    const found = of(name).find((one) => one.id === id);
    if (found === undefined) throw new Error(`No comment ${id}.`);
    return found;
  };
  return {
    list: demo.comments.list.handler(({ input: { name } }) => {
      const isOver = state.snapshot.containers[name]?.state === 'finished';
      const answer = (one: PlacedComment): PlacedComment =>
        isOver && one.state === 'sent' && one.since === null ? { ...one, state: 'answered', since: SINCE } : one;
      return { container: ContainerName.parse(name), comments: of(name).map(answer), why: null };
    }),
    add: demo.comments.add.handler(({ input: { name, id, spot, text, anchor } }) => {
      const made = { ...comment(name, id), spot, text, changedAt: ago(0), madeAt: ago(0) };
      const place = { kind: 'at' as const, spot, moved: false };
      put(name, [...of(name), { ...made, anchor: anchor ?? made.anchor, place }]);
      return made;
    }),
    edit: demo.comments.edit.handler(({ input: { name, id, text } }) => change(name, id, { text })),
    remove: demo.comments.remove.handler(({ input: { name, id } }) =>
      put(
        name,
        of(name).filter((one) => one.id !== id),
      ),
    ),
    settle: demo.comments.settle.handler(({ input: { name, id, act } }) => {
      const now = of(name).find((one) => one.id === id);
      return change(name, id, { state: stateAfter(now?.state ?? 'draft', act) ?? 'draft' });
    }),
    send: demo.comments.send.handler(({ input: { name } }) => {
      const prompt = { id: CallerId.parse(`prompt-${changes}-of-demo`), at: ago(0) };
      const sent = of(name).filter((one) => stateAfter(one.state, 'send') !== undefined);
      for (const { id } of sent) change(name, id, { state: 'sent', prompt, problem: null, since: null });
      const ids = sent.map(({ id }) => id);
      return { container: ContainerName.parse(name), prompt, comments: ids, waiting: [] };
    }),
  };
}
