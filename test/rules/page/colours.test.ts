import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languageOf } from '../../../renderer/features/review/diff/language-select.ts';
import { runsOf } from '../../../renderer/features/review/diff/languages.ts';
import { patchLines, rowsOf } from '../../../renderer/features/review/diff/patch-select.ts';
import {
  bothCuts,
  changedWords,
  pairsOf,
  passagesOf,
  piecesByLine,
} from '../../../renderer/features/review/diff/token-select.ts';

const LINES = patchLines(`diff --git a/a.ts b/a.ts
@@ -1,4 +1,4 @@
 /* one
-const old = 'x';
-two */
+const young = 'x';
 three
\\ No newline at end of file
@@ -20 +20,2 @@
+new
+lines
`);
// 0 hunk, 1 same, 2 3 removed, 4 added, 5 same, 6 note, 7 hunk, 8 9 added

test('a file has the language of its ending, or of its name', () => {
  expect(
    ['src/a.ts', 'Dockerfile', 'Dockerfile.dev', 'a/Makefile', '.gitconfig', 'a.unknown', 'LICENSE'].map(languageOf),
  ).toEqual(['typescript', 'dockerfile', 'dockerfile', 'makefile', 'ini', undefined, undefined]);
});

test('each hunk is read once for each side that it has, and lines that are too long are not', () => {
  expect(passagesOf(LINES).map(({ places }) => places)).toEqual([
    [1, 2, 3, 5],
    [1, 4, 5],
    [8, 9],
  ]);
  expect(passagesOf(patchLines(`@@ -0,0 +1 @@\n+${'x'.repeat(501)}\n`))).toEqual([]);
});

const code = fc.string({
  unit: fc.constantFrom(
    'const ',
    '"',
    "'",
    '`',
    '{',
    '}',
    '/*',
    '*/',
    '<',
    '>',
    '&',
    '\n',
    ' ',
    '#',
    'é',
    '\\',
    '@',
    '$',
  ),
});

test('whatever a file says, its colours change nothing of its text', () => {
  fc.assert(
    fc.property(
      code,
      fc.constantFrom('a.ts', 'a.html', 'a.yml', 'a.md', 'a.py', 'a.sh', 'a.css', 'a.json', 'a.php'),
      (text, path) => {
        const language = languageOf(path);
        if (language === undefined) throw new Error(path);
        const lines = piecesByLine(runsOf(language, text));

        expect(lines.map((pieces) => pieces.map((piece) => piece.text).join(''))).toEqual(text.split('\n'));
      },
    ),
  );
});

test('words have their kinds', () => {
  const [line] = piecesByLine(runsOf('typescript', "const a = 'b'; // c"));
  expect(line?.filter(({ kind }) => kind !== undefined)).toEqual([
    { text: 'const', kind: 'keyword' },
    { text: "'b'", kind: 'string' },
    { text: '// c', kind: 'comment' },
  ]);
});

test('what makes a line another one is marked, and what has little in common is not', () => {
  expect(pairsOf(LINES)).toEqual([[2, 4]]);
  const { before, after } = changedWords("const old = 'x';", "const young = 'x';") ?? {};
  expect(before?.filter(({ changed }) => changed)).toEqual([{ text: 'old', changed: true }]);
  expect(after?.filter(({ changed }) => changed)).toEqual([{ text: 'young', changed: true }]);
  expect(changedWords('return one;', 'export class Two {')).toBeUndefined();
  expect(changedWords('x'.repeat(501), 'x')).toBeUndefined();
});

test('two ways to cut a line are one, whatever they are', () => {
  const cuts = fc.array(fc.nat(30));
  fc.assert(
    fc.property(fc.string(), cuts, cuts, (text, one, other) => {
      const cut = (places: readonly number[]): string[] => {
        const sorted = [...new Set(places.filter((at) => at > 0 && at < text.length))].sort((a, b) => a - b);
        return [0, ...sorted]
          .map((at, index) => text.slice(at, sorted[index] ?? text.length))
          .filter((part) => part !== '');
      };
      const pieces = bothCuts(
        cut(one).map((part) => ({ text: part, kind: 'string' as const })),
        cut(other).map((part, index) => ({ text: part, changed: index % 2 === 0 })),
      );
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    }),
  );
});

test('side by side each line stands once on its side, removed ones beside those in their place', () => {
  expect(rowsOf(LINES).map(({ left, right, whole }) => [left, right, whole])).toEqual([
    [null, null, 0],
    [1, 1, null],
    [2, 4, null],
    [3, null, null],
    [5, 5, null],
    [null, null, 6],
    [null, null, 7],
    [null, 8, null],
    [null, 9, null],
  ]);
});
