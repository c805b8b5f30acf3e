import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { TarFilter } from '../../../electron/engine/docker/tar-filter.ts';

const LONG = `${'deep/'.repeat(60)}file-é`;
const NAMES = ['work/', 'work/a', 'work/bytes', `work/${LONG}`, 'work/secret', 'work/secret-too', 'last'];

function size(name: string): number {
  return name.endsWith('/') ? 0 : (name.length * 397) % 3000;
}

async function archive(names: readonly string[]): Promise<Buffer> {
  const tar = pack();
  for (const name of names) {
    const type = name.endsWith('/') ? 'directory' : 'file';
    tar.entry({ name, type, mtime: new Date(0) }, Buffer.alloc(size(name), name.length));
  }
  tar.finalize();
  return buffer(tar);
}

/** The archive cut into pieces of these sizes, one after the other, again and again. */
function* pieces(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(at, (at += length));
  }
}

function filtered(bytes: Buffer, keeps: (name: string) => boolean, sizes: readonly number[]): Promise<Buffer> {
  return buffer(Readable.from(pieces(bytes, sizes), { objectMode: false }).pipe(new TarFilter(keeps)));
}

test.each([[[1]], [[511, 1, 2]], [[512]], [[513]], [[10_240]], [[1_000_000]]])(
  'however it is cut (%j), what is kept is kept byte by byte, and the rest is not there',
  async (sizes) => {
    const whole = await archive(NAMES);
    expect(await filtered(whole, () => true, sizes)).toEqual(whole);
    const keeps = (name: string): boolean => !name.startsWith('work/secret') && !name.includes('deep');
    expect(await filtered(whole, keeps, sizes)).toEqual(await archive(NAMES.filter(keeps)));
    expect(await filtered(whole, () => false, sizes)).toEqual(await archive([]));
  },
);

test('a long name is asked about as a whole, in its bytes', async () => {
  const asked: string[] = [];
  await filtered(await archive([LONG]), (name) => asked.push(name) > 0, [700]);
  expect(asked).toEqual([Buffer.from(LONG).toString('latin1')]);
});

test('an archive that is broken off fails, wherever that is', async () => {
  const whole = await archive(NAMES);
  const cuts = Array.from({ length: 40 }, (_, turn) => Math.floor(((whole.length - 1024) * turn) / 40));
  for (const end of cuts) {
    const filter = new TarFilter(() => true);
    Readable.from(pieces(whole.subarray(0, end), [600]), { objectMode: false }).pipe(filter);
    await expect(buffer(filter), String(end)).rejects.toThrow('before its end');
  }
});
