import fc from 'fast-check';
import { expect, test } from 'vitest';
import { block, inline } from '../../../electron/engine/project/prompts/quote-rules.ts';
import { completeResult } from '../../../electron/engine/project/missions/features/result-rules.ts';
import { parseStatus } from '../../../electron/engine/git/changes.ts';
import { eject, inject, START } from '../../../electron/engine/project/setup/block-rules.ts';
import { compareIds, nextSequentialId } from '../../../electron/engine/project/records/id-rules.ts';
import { cutJson } from '../../../electron/engine/project/health/repair.ts';

test('quoted material can neither leave its tag nor begin a heading', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('#', '<', '>', '/', 'x', '\n', ' ', '`', '-', 'system') }),
      (text) => {
        const lines = block('note', text).split('\n');
        expect(lines[0]).toBe('<note>');
        expect(lines.at(-1)).toBe('</note>');
        for (const line of lines.slice(1, -1)) expect(line).not.toMatch(/^\s*#|[<>]|^```/);
        expect(inline(text)).not.toMatch(/[\n<>]/);
      },
    ),
  );
});

test('the instruction block goes in once and comes out again, byte for byte', () => {
  const line = fc.oneof(
    fc.string().map((own) => own.replaceAll(/[\r\n]/g, '')),
    fc.constant(''),
    fc.constant('\t- x  '),
  );
  const text = fc
    .tuple(fc.array(line, { minLength: 1 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\n', '\n\n', '\r\n'))
    .map(([lines, eol, end]) => `${lines.join(eol)}${end}`)
    .filter((own) => !own.includes('maestro:') && own.trim() !== '');

  fc.assert(
    fc.property(text, (own) => {
      const first = inject(own);
      expect(first.action).toBe('injected');
      if (first.action !== 'injected') return;
      expect(inject(first.text)).toEqual({ action: 'skipped' });
      expect(first.text.startsWith(own)).toBe(true);
      expect(eject(first.text)).toBe(own);
    }),
  );
});

test('a block in the middle is replaced in its place', () => {
  const text = `before\n\n${START}\nold\n<!-- maestro:end -->\nafter\n`;
  const injection = inject(text);

  expect(injection).toMatchObject({ action: 'updated' });
  if ('text' in injection)
    expect(injection.text).toMatch(/^before\n\n<!-- maestro:start -->[^]*<!-- maestro:end -->\nafter\n$/);
  expect(inject(`${START}\nhalf`)).toEqual({ action: 'broken' });
});

test('ids go on after the highest of the day, also beyond 999', () => {
  expect(nextSequentialId(['2026-11-20-001', '2026-11-20-999', '2026-11-19-1200'], '2026-11-20')).toBe(
    '2026-11-20-1000',
  );
  expect(['2026-11-20-1000', '2026-11-20-999', '2026-11-19-005'].sort(compareIds)).toEqual([
    '2026-11-19-005',
    '2026-11-20-999',
    '2026-11-20-1000',
  ]);
});

test('git’s first changed path keeps its first letter', () => {
  expect(parseStatus(' M b.txt\0R  new name\0old\0?? é/\0UU c\0')).toEqual([
    { path: 'b.txt', kind: 'modified' },
    { path: 'new name', kind: 'renamed', from: 'old' },
    { path: 'é/', kind: 'untracked' },
    { path: 'c', kind: 'conflicted' },
  ]);
});

test('a report in either form is completed, and anything else is refused', () => {
  expect(completeResult({ content: 'did it' })).toMatchObject({
    report: { salientSummary: 'did it', whatWasImplemented: 'did it' },
  });
  expect(completeResult({ salientSummary: 's', tests: { added: 3 } })).toMatchObject({
    flaw: expect.stringContaining('tests.added') as string,
  });
  fc.assert(fc.property(fc.jsonValue(), (value) => void completeResult(value)));
});

test('a document with something after its end is cut there, anything else is not guessed', () => {
  expect(cutJson('{"a":1}\n}')).toEqual({ a: 1 });
  expect(cutJson('{"a":')).toBeUndefined();
});
