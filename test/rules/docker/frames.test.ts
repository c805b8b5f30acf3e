import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_LINE_BYTES, readTextLines, readLogLines } from '../../../electron/engine/docker/frames.ts';

test('lines come out whole, however frames and chunks cut them', async () => {
  const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\n'));
  const cuts = fc.array(fc.nat(60), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(line), cuts, cuts, async (lines, frameCuts, chunkCuts) => {
      const text = Buffer.from(lines.map((each) => `${each}\n`).join(''));
      const stream = Buffer.concat(cut(text, frameCuts).map(frame));
      expect(await all(readLogLines(cut(stream, chunkCuts)))).toEqual(lines);
    }),
  );
});

test('the last line may lack its newline', async () => {
  expect(await all(readTextLines([Buffer.from('a\nb')]))).toEqual(['a', 'b']);
});

test('a frame that was cut off is left out', async () => {
  const stream = Buffer.concat([frame(Buffer.from('whole\n')), frame(Buffer.from('cut off\n')).subarray(0, 10)]);
  expect(await all(readLogLines([stream]))).toEqual(['whole']);
});

test('of a line without an end the beginning is kept, and what comes after it is read', async () => {
  const chunk = Buffer.alloc(100_000, 'x');
  const endless = Array.from({ length: 50 }, () => chunk);
  const [long, ...after] = await all(readTextLines([...endless, Buffer.from('x\nnext\nlast')]));
  expect(long).toBe('x'.repeat(MAX_LINE_BYTES));
  expect(after).toEqual(['next', 'last']);
  expect(await all(readTextLines(endless))).toEqual([long]);
});

function frame(payload: Buffer): Buffer {
  const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}

/** Pieces of these sizes, in turn. */
function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const size = 1 + (sizes[turn % sizes.length] ?? 0);
    pieces.push(bytes.subarray(start, start + size));
    start += size;
  }
  return pieces;
}

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines) found.push(line);
  return found;
}
