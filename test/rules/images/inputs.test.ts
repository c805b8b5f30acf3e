import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ContextFile, filesOfTarget, inputsHash } from '../../../electron/engine/docker/build-context.ts';

const file = fc.record({
  path: fc.stringMatching(/^[a-z/]{1,12}$/),
  content: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  executable: fc.boolean(),
});
const files = fc.uniqueArray(file, { selector: ({ path }) => path, maxLength: 5 });

const ONE: ContextFile = { path: 'agent/run', content: Buffer.from('echo'), executable: true };

test('the order of files and arguments does not count', () => {
  fc.assert(
    fc.property(files, fc.dictionary(fc.string(), fc.string()), (inputs, args) => {
      const turned = Object.fromEntries(Object.entries(args).reverse());

      expect(inputsHash([...inputs].reverse(), turned)).toBe(inputsHash(inputs, args));
    }),
  );
});

test('any other path, content, exec bit or argument makes another hash', () => {
  const before = inputsHash([ONE], { a: 'b' });

  const others = [
    inputsHash([{ ...ONE, path: 'agent/runs' }], { a: 'b' }),
    inputsHash([{ ...ONE, content: Buffer.from('echo ') }], { a: 'b' }),
    inputsHash([{ ...ONE, executable: false }], { a: 'b' }),
    inputsHash([ONE], { a: 'c' }),
    inputsHash([ONE, { ...ONE, path: 'x', content: Buffer.alloc(0) }], { a: 'b' }),
  ];

  expect(new Set([before, ...others]).size).toBe(6);
});

test('bytes that move from one part to the next make another hash', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (left, right) => {
      expect(inputsHash([], { k: left + right, l: '' })).not.toBe(inputsHash([], { k: right, l: `${left} ` }));
    }),
  );
});

test('a target is decided by the Dockerfile and its own folder', () => {
  const paths = ['Dockerfile', 'agent/entrypoint', 'agent/lib/say.sh', 'gateway/gateway', 'agents'];
  const all = paths.map((path) => ({ ...ONE, path }));

  expect(filesOfTarget(all, 'agent').map(({ path }) => path)).toEqual(paths.slice(0, 3));
});
