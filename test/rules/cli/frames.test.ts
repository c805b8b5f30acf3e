import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { checkFrame, drawFrame, type Frame } from '../../../electron/cli/missionControl/drawing/frame.ts';
import type { Panel } from '../../../electron/cli/missionControl/drawing/panel.ts';
import { fit, sliceColumns, wrap } from '../../../electron/cli/output/text.ts';

const SIGN = fc.constantFrom('a', 'B', ' ', '日', '🙂', '©', 'é', '\u0301', '\u200d', '🇩', '\u001b', '\n', '│');
const TEXT = fc.string({ unit: SIGN, maxLength: 60 });
const PANEL: fc.Arbitrary<Panel> = fc.record(
  {
    title: TEXT,
    lines: fc.array(TEXT.map((text) => ({ text }))),
    wraps: fc.boolean(),
    selected: fc.nat(3),
  },
  { requiredKeys: ['title', 'lines'] },
);

function framed(change: Partial<Frame>): Frame {
  const fixed = { header: ['', ''] as const, strip: [], panels: [], footer: { text: '' }, ansi: false };
  return { width: 40, height: 20, ...fixed, ...change };
}

function panelOf(title: string, texts: readonly string[], more: Partial<Panel> = {}): Panel {
  return { title, lines: texts.map((text) => ({ text })), ...more };
}

test('a frame has exactly its size, whatever is in it and over it', () => {
  const frames = fc.record({
    width: fc.integer({ min: 40, max: 250 }),
    height: fc.integer({ min: 20, max: 80 }),
    panels: fc.array(PANEL, { maxLength: 5 }),
    box: fc.option(PANEL),
    text: TEXT,
  });
  fc.assert(
    fc.property(frames, ({ box, text, ...rest }) => {
      const covered = box === null ? {} : { box };
      const drawn = drawFrame(framed({ ...rest, ...covered, header: [text, text], footer: { text } }));
      expect(drawn.split('\n')).toHaveLength(rest.height);
      for (const row of drawn.split('\n')) expect(stringWidth(row)).toBe(rest.width);
    }),
  );
});

test('a box covers all that is under it and nothing beside it', () => {
  const wide = Array.from({ length: 30 }, () => '日本語日本語日本語日本語日本語日本語');
  const under = drawFrame(framed({ panels: [panelOf('List', wide)] })).split('\n');
  const drawn = drawFrame(framed({ panels: [panelOf('List', wide)], box: panelOf('Ask', ['yes', 'no']) })).split('\n');

  const top = drawn.findIndex((row) => row.includes('┌ Ask'));
  const inside = drawn.slice(top, top + 4);
  expect(inside.join('\n')).not.toMatch(/日.*yes|yes.*日/);
  for (const row of inside) expect(sliceColumns(row, 3, 37)).toMatch(/^[┌│└].*[┐│┘]$/);
  expect(drawn.slice(0, top)).toEqual(under.slice(0, top));
  expect(drawn.slice(top + 4)).toEqual(under.slice(top + 4));
});

test('the chosen row is in sight and marked, wherever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.integer({ min: 20, max: 40 }), (count, at, height) => {
      const selected = at % count;
      const texts = Array.from({ length: count }, (_, index) => `row ${index}.`);
      const panels = [panelOf('Other', texts), panelOf('More', texts), panelOf('List', texts, { selected })];
      expect(drawFrame(framed({ height, panels }))).toContain(` > row ${selected}.`);
    }),
  );
});

test('a panel says which of its lines are in sight when not all are', () => {
  const texts = Array.from({ length: 30 }, (_, index) => `row ${index + 1}.`);

  expect(drawFrame(framed({ panels: [panelOf('List', texts, { selected: 15 })] }))).toContain('List (10-22 of 30)');
  expect(drawFrame(framed({ panels: [panelOf('List', texts.slice(0, 3))] }))).toContain('List  ');
});

test('a long text goes on in the next rows without losing a word', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom('x', '日', 'y'), minLength: 1, maxLength: 12 }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 40 }), (parts, width) => {
      const rows = wrap(parts.join(' '), width);
      for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(width);
      expect(rows.join('').replaceAll(' ', '')).toBe(parts.join(''));
    }),
  );
  expect(wrap('  key: value', 8)).toEqual(['  key:', 'value']);
});

test('colours never change what is written', () => {
  const panels = [panelOf('List', ['one', 'two'], { selected: 1 })];
  const painted = drawFrame(framed({ panels, ansi: true }));

  // eslint-disable-next-line no-control-regex -- these are the colours
  expect(painted.replaceAll(/\u001b\[\d+m/g, '')).toBe(drawFrame(framed({ panels })));
  expect(painted).toContain('\u001b[7m');
});

test('a broken frame is noticed', () => {
  const size = { width: 40, height: 20 };
  const drawn = drawFrame(framed({ panels: [panelOf('A', ['value: undefined'])] }));

  expect(checkFrame(drawn, size)).toEqual(['a value is missing']);
  expect(checkFrame(drawn.slice(1), size)).not.toEqual([]);
  expect(stringWidth(fit('日本語', 4))).toBe(4);
});
