import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { editYaml } from '../../../electron/engine/config/edit-yaml.ts';

test.each([
  ['a comment behind it', 'a: 1   # one\nb: 2\n', 'a', 5, 'a: 5   # one\nb: 2\n'],
  ['Windows line ends', '# x\r\na: 1\r\nb: 2\r\n', 'b', 3, '# x\r\na: 1\r\nb: 3\r\n'],
  [
    'a new key under Windows line ends',
    'm:\r\n  a: 1\r\n\r\n# end\r\n',
    'm.b',
    true,
    'm:\r\n  a: 1\r\n  b: true\r\n\r\n# end\r\n',
  ],
  ['no final line end', 'a: 1\nm:\n  b: 2', 'm.c', 3, 'a: 1\nm:\n  b: 2\n  c: 3'],
  ['a mark of byte order', '\ufeffa: 1\n', 'a', 2, '\ufeffa: 2\n'],
  ['nothing', '', 'm.a', 1, 'm:\n  a: 1\n'],
  ['comments alone', '# mine\n', 'm.a', 1, '# mine\nm:\n  a: 1\n'],
  ['an empty key with a comment', 'm: # soon\nz: 1\n', 'm.a', 1, 'm: # soon\n  a: 1\nz: 1\n'],
  ['an empty value', 'a:\nz: 1\n', 'a', 'x', 'a: x\nz: 1\n'],
  ['braces', 'm: {a: 1, b: 2} # fl\n', 'm.b', 3, 'm: {a: 1, b: 3} # fl\n'],
  ['a new key in braces', 'm: { a: 1 }\n', 'm.b', 'x, y', 'm: { a: 1, b: "x, y" }\n'],
  ['single quotes', "a: 'it' # q\n", 'a', "it's", "a: 'it''s' # q\n"],
  ['double quotes', 'a: "it"\n', 'a', 'is', 'a: "is"\n'],
  ['a wide indentation', 'm:\n      a: 1 \n      b: 2\n', 'm.c', 3, 'm:\n      a: 1 \n      b: 2\n      c: 3\n'],
  [
    'comments before the next key',
    'm:\n  a: 1\n  # about m\n\n# about z\nz: 1\n',
    'm.b',
    2,
    'm:\n  a: 1\n  b: 2\n  # about m\n\n# about z\nz: 1\n',
  ],
  ['a block of text', 't: |\n  one\n  two\nz: 1\n', 't', 'x', 't: x\nz: 1\n'],
  ['another key', 'a: 1 # x\n\n\nb:   2\n', 'b', undefined, 'a: 1 # x\n\n\n'],
  ['the last key of a map', 'm:\n  a: 1 # x\nz: 1\n', 'm.a', undefined, 'm:\n  {} # x\nz: 1\n'],
  ['the first key in braces', 'm: {a: 1, b: 2}\n', 'm.a', undefined, 'm: {b: 2}\n'],
  ['the last key in braces', 'm: {a: 1, b: 2}\n', 'm.b', undefined, 'm: {a: 1}\n'],
  ['a key that is not there', 'a: 1\r\n', 'b.c', undefined, 'a: 1\r\n'],
  ['an alias', 'x: &v 1\ny: *v\n', 'y', 2, 'x: &v 1\ny: 2\n'],
  ['a list that grows', 'l:\n- a # one\n- b\nz: 1\n', 'l', ['a', 'b', 'c'], 'l:\n- a # one\n- b\n- c\nz: 1\n'],
  [
    'a list that shrinks',
    'l:\n  - a # one\n  # two\n  - b\n  - c\n',
    'l',
    ['a', 'c'],
    'l:\n  - a # one\n  # two\n  - c\n',
  ],
  ['a list that is another', 'l: # all\n  - a\nz: 1\n', 'l', ['x', 'y'], 'l: # all\n  - x\n  - y\nz: 1\n'],
  ['a list where none was', 'a: 1\n', 'l', ['x'], 'a: 1\nl:\n  - x\n'],
] as const)('beside %s, everything stays as it is', (...[, text, path, value, after]) => {
  expect(editYaml(text, path.split('.'), value)).toBe(after);
});

test('what cannot be set without changing another key is left to the user', () => {
  expect(editYaml('x: &v 1\ny: *v\n', ['x'], 2)).toBeUndefined();
  expect(editYaml('a: text\n', ['a', 'b'], 2)).toBeUndefined();
});

const key = fc.constantFrom('a', 'b', 'c', 'long_key', 'kebab-key');
const leaf = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -99, max: 99 }),
  fc.constantFrom('x', 'two words', 'a: b', '# no', 'ümläut', 'true', "it's"),
  fc.constant(null),
);
const tree = fc.letrec((tie) => ({
  node: fc.oneof({ depthSize: 'small' }, leaf, fc.array(leaf, { maxLength: 3 }), tie('map')),
  map: fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }),
})).map;

/** The same values in another form: with comments, blank lines, other line ends, without the last one. */
const form = fc.record({
  crlf: fc.boolean(),
  comments: fc.boolean(),
  open: fc.boolean(),
  flow: fc.boolean(),
  indent: fc.constantFrom(2, 4),
  mark: fc.boolean(),
});

test('any key of any file can be set and taken out, and every other line stays', () => {
  fc.assert(
    fc.property(
      tree,
      form,
      fc.array(key, { minLength: 1, maxLength: 3 }),
      fc.option(leaf, { nil: undefined }),
      (...[values, how, path, value]) => {
        const lines = stringify(values, {
          indent: how.indent,
          lineWidth: 0,
          ...(how.flow ? { collectionStyle: 'flow' as const } : {}),
        })
          .trimEnd()
          .split('\n');
        const odd = how.comments
          ? lines.flatMap((line, index) => [`${/^ */.exec(line)?.[0] ?? ''}# line ${index}`, '', line])
          : lines;
        const text = `${how.mark ? '\ufeff' : ''}${odd.join(how.crlf ? '\r\n' : '\n')}${how.open ? '' : how.crlf ? '\r\n' : '\n'}`;
        const set = value === null ? 'x' : value;

        const after = editYaml(text, path, set);

        if (after === undefined) return;
        expect(
          path.reduce<unknown>(
            (at, name) => (at as Record<string, unknown> | undefined)?.[name],
            parse(after.replace('\ufeff', '')),
          ),
        ).toEqual(set);
        if (text.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
        expect(after.startsWith('\ufeff')).toBe(how.mark);
        const comments = (of: string): string[] => [...of.matchAll(/# line \d+/g)].map(([one]) => one);
        // What stood inside of a list or map that is another one now went with it.
        const old = path.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], values);
        const before = comments(text);
        if (typeof old !== 'object' || old === null) expect(comments(after)).toEqual(before);
        else expect(before).toEqual(expect.arrayContaining(comments(after)));
      },
    ),
    { numRuns: 500 },
  );
});
