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
      acknowledge: ({ chars }: { chars: number }) => Promise.resolve(asked.acknowledged.push(chars)),
    },
  } as unknown as Client;
  const drawing: Drawing = {
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
