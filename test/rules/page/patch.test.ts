import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partOf, patchFiles, patchLines } from '../../../renderer/features/review/diff/patch-select.ts';

const line = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('diff --git a/x b/x', '\rdiff --git a/x b/x', '@@ -1 +1 @@', '\u2028diff --git a/x b/x', '--- a/x'),
  )
  .map((text) => text.replaceAll('\n', ' '));

function added(path: string, lines: readonly string[]): string {
  const head = `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n`;
  return `${head}@@ -0,0 +1,${lines.length} @@\n${lines.map((text) => `+${text}\n`).join('')}`;
}

test('whatever lines say, they are lines of their file, each with its number', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.array(line, { minLength: 1 }), (one, other) => {
      const files = patchFiles(added('one', one) + added('b b/other', other));

      expect([...files.keys()]).toEqual(['one', 'b b/other']);
      for (const [path, texts] of [['one', one] as const, ['b b/other', other] as const]) {
        const lines = patchLines(files.get(path) ?? '').filter(({ kind }) => kind === 'added');
        expect(lines.map(({ text }) => text)).toEqual(texts);
        expect(lines.map(({ after }) => after)).toEqual(texts.map((_, index) => index + 1));
      }
    }),
  );
});

test('a path is read as git prints it: in quotes with escapes, moved, and of a file that became a link', () => {
  const quoted = String.raw`diff --git "a/\303\274 \"q\"\\\t.ts" "b/\303\274 \"q\"\\\t.ts"
Binary files differ
`;
  const moved = 'diff --git a/old b/new\nsimilarity index 100%\nrename from old\nrename to new\n';
  const link =
    'diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-rename to y\n' +
    'diff --git a/x b/x\nnew file mode 120000\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+/etc\n\\ No newline at end of file\n';

  const files = patchFiles(quoted + moved + link);

  expect([...files.keys()]).toEqual(['ü "q"\\\t.ts', 'new', 'x']);
  expect(patchLines(files.get('x') ?? '').map(({ kind, text }) => [kind, text])).toEqual([
    ['note', 'deleted file mode 100644'],
    ['hunk', '@@ -1 +0,0 @@'],
    ['removed', 'rename to y'],
    ['note', 'new file mode 120000'],
    ['hunk', '@@ -0,0 +1 @@'],
    ['added', '/etc'],
    ['note', 'No newline at end of file'],
  ]);
});

test('of a patch that was cut off, its last file and those that it lacks are not whole', () => {
  const files = patchFiles(added('one', ['a']) + added('two', ['b']));

  expect(['one', 'two', 'three'].map((path) => partOf(files, path, true).whole)).toEqual([true, false, false]);
  expect(partOf(files, 'two', false).whole).toBe(true);
});
