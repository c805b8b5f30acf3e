import { expect, test } from 'vitest';
import { ContainerName } from '../../../electron/contract/ids.ts';
import type { TerminalOutput } from '../../../electron/contract/terminals.ts';
import type { Client } from '../../../renderer/client/link.ts';
import { Attachment, type Drawing } from '../../../renderer/features/container/attachment.ts';
import { until } from '../../support/until.ts';

const TARGET = { container: ContainerName.parse('maestro-a'), window: 'agent', cols: 80, rows: 24 } as const;

const PROMPT = { kind: 'text', text: '$ ' } as const;

/** A terminal of which the test says what it prints, and what was asked of it. */
function terminal(prints: readonly TerminalOutput[] | Error) {
  const asked: { written: string[]; acknowledged: number[]; ends: unknown[]; drawn: string } = {
    written: [],
    acknowledged: [],
    ends: [],
    drawn: '',
  };
  async function* output(): AsyncGenerator<TerminalOutput> {
    if (prints instanceof Error) throw prints;
    yield* prints;
    await Promise.resolve();
  }
  const client = {
    terminals: {
      output: () => Promise.resolve(output()),
      write: async ({ text }: { text: string }) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        asked.written.push(text);
      },
      resize: () => Promise.resolve(),
      paste: ({ text }: { text: string }) => Promise.resolve(asked.written.push(`pasted ${text}`)),
      acknowledge: ({ chars }: { chars: number }) => Promise.resolve(asked.acknowledged.push(chars)),
    },
  } as unknown as Client;
  const drawing: Drawing = {
    show: ({ text }) => (asked.drawn = text),
    write: (text, drawn) => {
      asked.drawn += text;
      drawn();
    },
    ended: (code) => asked.ends.push({ code }),
    failed: ({ code }) => asked.ends.push({ failed: code }),
  };
  return { asked, attachment: new Attachment(client, drawing) };
}

test('what is typed while an earlier text is on its way follows it, in order and in one piece', async () => {
  const { asked, attachment } = terminal([PROMPT]);
  await attachment.run(TARGET);

  for (const key of 'hello') attachment.type(key);

  await until('all keys', () => asked.written.join('') === 'hello');
  expect(asked.written).toEqual(['h', 'ello']);
});

test('what is typed before the terminal opened arrives when it did', async () => {
  const { asked, attachment } = terminal([PROMPT]);
  attachment.type('early');
  expect(asked.written).toEqual([]);

  await attachment.run(TARGET);

  await until('the keys', () => asked.written.join('') === 'early');
});

test('what is pasted keeps its place among what is typed', async () => {
  const { asked, attachment } = terminal([PROMPT]);
  attachment.type('a');
  attachment.type('b');
  attachment.paste('P');
  attachment.type('c');

  await attachment.run(TARGET);

  await until('all of it', () => asked.written.length === 3);
  expect(asked.written).toEqual(['ab', 'pasted P', 'c']);
  expect(attachment.lost).toBe(false);
});

test('what was typed into a terminal that never opened is known to be lost', async () => {
  const { attachment } = terminal(new Error('gone'));
  attachment.type('early');

  await attachment.run(TARGET);

  expect(attachment.lost).toBe(true);
});

test('a long paste is sent in portions that the host accepts', async () => {
  const { asked, attachment } = terminal([PROMPT]);
  await attachment.run(TARGET);

  attachment.type('x'.repeat(1_200_000));

  await until('the paste', () => asked.written.join('').length === 1_200_000);
  expect(Math.max(...asked.written.map(({ length }) => length))).toBeLessThanOrEqual(1_000_000);
});

test('drawn characters are acknowledged before the host has to wait for them', async () => {
  const chunk = { kind: 'text', text: 'y'.repeat(40_000) } as const;
  const { asked, attachment } = terminal([chunk, chunk, chunk, chunk]);

  await attachment.run(TARGET);

  expect(asked.drawn).toHaveLength(160_000);
  expect(asked.acknowledged).toEqual([80_000, 80_000]);
});

test('the end of the viewer is told with its code', async () => {
  const { asked, attachment } = terminal([{ kind: 'exit', code: 137 }]);

  await attachment.run(TARGET);

  expect(asked.ends).toEqual([{ code: 137 }]);
});

test('a failure is told with its problem', async () => {
  const { asked, attachment } = terminal(new Error('gone'));

  await attachment.run(TARGET);

  expect(asked.ends).toEqual([{ failed: 'INTERNAL' }]);
});

test('a viewer that was closed says nothing more', async () => {
  const { asked, attachment } = terminal([{ kind: 'text', text: 'late' }]);

  attachment.close();
  await attachment.run(TARGET);

  expect(asked).toMatchObject({ ends: [], drawn: '' });
});
