import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { type Bounds, type Read, readUsage } from '../../../electron/engine/usage/read.ts';
import { recordsOf } from '../../../electron/engine/usage/records.ts';

const BOUNDS: Bounds = { bytes: 1_000_000, record: 1_000, files: 10 };

function line(id: string, output = 1): string {
  const message = { id, model: 'claude-opus-4-5', usage: { input_tokens: 0, output_tokens: output } };
  return `${JSON.stringify({ type: 'assistant', message })}\n`;
}

type Files = Readonly<Record<string, string>>;

function read(files: Files, { bounds = BOUNDS, cutAt }: { bounds?: Bounds; cutAt?: number } = {}): Promise<Read> {
  const docker = {
    pack: async () => {
      const tar = pack();
      for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
      tar.entry({ name: 'projects/p/link.jsonl', type: 'symlink', linkname: '/etc/passwd' });
      tar.finalize();
      const whole = await buffer(tar);
      return Readable.from([whole.subarray(0, cutAt)]);
    },
  };
  return readUsage(docker, { id: 'x', agent: 'claude', bounds });
}

test('all conversations of an agent count, its subagents’ too, and no other file', async () => {
  const found = await read({
    'projects/-workspace/one.jsonl': `${line('a')}${line('b', 5)}`,
    'projects/-workspace/one/subagents/agent-1.jsonl': line('c', 10),
    'projects/-workspace/two.jsonl': line('b', 5),
    'projects/-workspace/notes.json': line('d', 100),
  });
  expect(found).toMatchObject({ tokens: { output: 16 }, skipped: 0, cut: false, unreadable: null });
});

test('records that are too long or none are counted, and half of one that is being written is not', async () => {
  const found = await read({ 'projects/p/one.jsonl': `nothing\n\n${'x'.repeat(5_000)}\n${line('a')}{"type":"assis` });
  expect(found).toMatchObject({ tokens: { output: 1 }, skipped: 2 });
});

test('what is too much is left, and said', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`projects/${index}.jsonl`, line(`${index}`)]),
  );
  expect(await read(many)).toMatchObject({ tokens: { output: 10 }, cut: true });
  const large = await read({ 'a/a.jsonl': line('a'), 'a/b.jsonl': `${'x'.repeat(2_000_000)}\n` });
  expect(large.cut).toBe(true);
});

test('an archive that breaks off is a failure, and none is nothing used', async () => {
  await expect(read({ 'p/a.jsonl': line('a') }, { cutAt: 700 })).rejects.toMatchObject({
    problem: { code: 'DOCKER_FAILED' },
  });
  const none = { pack: () => Promise.resolve(undefined) };
  expect(await readUsage(none, { id: 'x', agent: 'codex' })).toMatchObject({ models: [], usd: 0, skipped: 0 });
});

test('of a command of one’s own nothing can be known', async () => {
  const found = await readUsage({ pack: () => Promise.reject(new Error('not asked')) }, { id: 'x', agent: 'custom' });
  expect(found).toMatchObject({ models: [], prices: null });
  expect(found.unreadable).toContain('command of your own');
});

test('a file has the same records in whatever pieces it comes', async () => {
  const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r') }).map((text) => Buffer.from(text)));
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 1, max: 5 }), async (chunks, most) => {
      const found: (string | null)[] = [];
      for await (const record of recordsOf(Readable.from(chunks), { byLine: true, most })) found.push(record);
      const lines = Buffer.concat(chunks).toString().split('\n').slice(0, -1);
      expect(found).toEqual(lines.map((text) => (Buffer.byteLength(text) > most ? null : text)));
    }),
  );
});
