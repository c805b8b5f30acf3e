import { expect, onTestFinished, test, vi } from 'vitest';
import { Outbox } from '../../electron/engine/terminals/outbox.ts';

test('the first text goes at once, and what comes right after it is joined', async () => {
  const outbox = new Outbox();
  const reader = outbox.read();
  outbox.push('a');
  expect(await reader.next()).toMatchObject({ value: { text: 'a' } });

  const next = reader.next();
  for (const letter of 'bcdef') outbox.push(letter);
  expect(await next).toMatchObject({ value: { text: 'bcdef' } });
});

test('a full chunk does not wait to be joined', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const outbox = new Outbox();
  const reader = outbox.read();
  outbox.push('a');
  await reader.next();
  const next = reader.next();
  outbox.push('x'.repeat(64 * 1024));
  expect(await next).toMatchObject({ value: { kind: 'text' } });
});

test('the exit comes after all that was printed', async () => {
  const outbox = new Outbox();
  outbox.push('last words');
  outbox.exit(3);
  const seen = [];
  for await (const output of outbox.read()) seen.push(output);
  expect(seen).toEqual([
    { kind: 'text', text: 'last words' },
    { kind: 'exit', code: 3 },
  ]);
});

test('a reader that waits is released when the outbox closes', async () => {
  const outbox = new Outbox();
  const waiting = outbox.read().next();
  outbox.close();
  expect(await waiting).toMatchObject({ done: true });
});

test('nothing is lost or reordered, however it comes', async () => {
  const outbox = new Outbox();
  const texts = Array.from({ length: 500 }, (_, index) => `${index},`);
  const write = async (): Promise<void> => {
    for (const [index, text] of texts.entries()) {
      outbox.push(text);
      if (index % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    outbox.exit(0);
  };
  void write();
  let seen = '';
  for await (const output of outbox.read()) seen += output.kind === 'text' ? output.text : '';
  expect(seen).toBe(texts.join(''));
});
