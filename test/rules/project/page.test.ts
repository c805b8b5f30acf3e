import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConfigInspector } from '../../../electron/contract/config.ts';
import { decodedBlocks } from '../../../electron/engine/project/handoffs/blocks-rules.ts';
import { maskSecrets } from '../../../electron/engine/project/config/mask-rules.ts';
import { placesIn } from '../../../electron/engine/project/missions/mission/places-rules.ts';

test.each([
  ['title', 2, 12],
  ['features.1.id', 3, 27],
  ['features.1.missing', 3, 20],
  ['nothing.like.it', 1, 1],
  ['root', 1, 1],
])('%s of a JSON text stands at %i:%i', (path, line, column) => {
  const text = '{\n  "title": "x",\n  "features": [{}, {"id": 7}, {}]\n}';
  const places = placesIn(text);
  expect(places(path)).toEqual({ line, column });
});

test('whatever text it is given, it answers', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), fc.string(), (text, path) => {
      const place = placesIn(text)(path);
      expect(place === null || place.line > 0).toBe(true);
    }),
  );
});

test('a packet is taken apart into texts and lists', () => {
  expect(decodedBlocks('MODE-plan|NEXT_ACTION-go-on|DECISIONS-a-b|RISKS-NONE')).toEqual([
    { name: 'MODE', value: 'plan' },
    { name: 'NEXT_ACTION', value: 'go-on' },
    { name: 'DECISIONS', value: ['a', 'b'] },
    { name: 'RISKS', value: [] },
  ]);
});

test('the environment of workers is masked wherever it stands, and nothing else is', () => {
  const row = (keyPath: string) => ({ keyPath, valueText: 'v', summary: `${keyPath} is v`, globalText: 'unset' });
  const rows = [row('workers.codex.env.TOKEN'), row('workers.codex.command')];
  const inspector = { tabs: [], rowsByTab: { workers: rows }, errors: [] } as unknown as ConfigInspector;
  expect(maskSecrets(inspector).rowsByTab['workers']).toMatchObject([
    { valueText: '•••', summary: 'workers.codex.env.TOKEN is set', globalText: 'unset' },
    { valueText: 'v', summary: 'workers.codex.command is v' },
  ]);
});
