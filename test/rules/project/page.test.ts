import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodedBlocks } from '../../../electron/engine/project/handoffs/blocks-rules.ts';
import { displayTextOf, textOf } from '../../../electron/engine/project/config/value-texts-rules.ts';
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

test('what may be a secret is masked wherever it stands, and nothing else is', () => {
  expect(textOf('workers.codex.env.TOKEN', 'v')).toBe('•••');
  expect(displayTextOf('workers.codex.env.PORT', 8080)).toBe('•••');
  expect(textOf('workers.codex.apiKey', 'v')).toBe('•••');
  expect(textOf('workers.codex.env.TOKEN', undefined)).toBe('unset');
  expect(textOf('workers.codex.command', 'v')).toBe('v');
});

test.each([
  ['memory.enabled', true, 'on', 'on'],
  ['memory.enabled', undefined, 'unset', 'unset'],
  ['memory.learnings.compile_threshold', 5, '5', '5 entries'],
  ['memory.learnings.max_age_days', 1, '1', '1 day'],
  ['supervision.level', 'mid', 'mid', 'medium'],
  ['ui.missionControl.backgroundMode', 'solid', 'solid', 'solid background'],
  ['sessionDetection.agents', ['claude-code', 'codex'], 'claude-code, codex', 'claude-code, codex'],
])('%s with %j is typed %s and read %s', (...[keyPath, value, typed, shown]) => {
  expect([textOf(keyPath, value), displayTextOf(keyPath, value)]).toEqual([typed, shown]);
});
