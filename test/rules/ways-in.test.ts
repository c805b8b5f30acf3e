import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentsPrompt } from '../../electron/contract/commentPrompt.ts';
import { NewContainer } from '../../electron/contract/creation.ts';
import { conflictPrompt } from '../../electron/contract/review.ts';
import { Words } from '../../electron/contract/talk.ts';

/** A comment about a file of this name, with these lines and this text. */
function told({ path = 'a.ts', quoted = 'x', text = 'Why?' }) {
  const spot = { path, side: 'new', from: 1, to: 1 } as const;
  const anchor = { base: null, head: '0'.repeat(40), was: null, quoted: [quoted] };
  return { spot, anchor, text, place: { kind: 'at', spot, moved: false } as const };
}

/** Every way in which somebody’s text gets to the terminal of an agent, with the text as it gets there. */
const WAYS: Readonly<Record<string, (text: string) => string>> = {
  'a task': (text) => NewContainer.shape.task.parse(text),
  'a message or an answer': (text) => Words.parse(text),
  'a comment': (text) => commentsPrompt('b', [told({ text })]),
  'a commented line': (text) => commentsPrompt('b', [told({ quoted: text })]),
  'a commented file’s name': (text) => commentsPrompt('b', [told({ path: text })]),
  'a branch’s name': (text) => commentsPrompt(text, [told({})]),
  'a conflict’s file': (text) =>
    Words.parse(conflictPrompt({ branch: 'b', into: 'main', ref: 'refs/x' }, { conflicts: text, way: 'merge' })),
};

/** What ends a paste, presses keys or commands a terminal, among other text. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u001b[201~',
        '\u009b201~',
        '\u0003',
        '\u0004',
        '\r',
        '\u001b',
        '\u007f',
        '\u001b]0;t\u0007',
        '\b',
        '\u0018',
      ),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => `a${parts.join('').replaceAll('\0', '')}b`);

describe.each(Object.entries(WAYS))('%s', (_, gets) => {
  test('reaches a terminal as text and nothing but text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(gets(text)).not.toMatch(/(?![\t\n])\p{Cc}/u);
      }),
    );
  });

  test('cannot end the paste that it comes in', () => {
    expect(gets('one\u001b[201~\u0003two')).not.toContain('\u001b');
  });

  test('keeps the rest of itself', () => {
    expect(gets('naïve – “ok” 漢字')).toContain('naïve – “ok” 漢字');
  });
});

test.each([
  ['a task', NewContainer.shape.task],
  ['a message', Words],
])('%s with a NUL, which no program can be given, is refused', (_, schema) => {
  expect(schema.safeParse('a\0b').success).toBe(false);
});
