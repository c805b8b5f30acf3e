import { expect, test } from 'vitest';
import { readDifferences } from '../../../electron/engine/review/diff-rules.ts';
import { risksOf } from '../../../electron/engine/review/risk-rules.ts';

const OID = 'a'.repeat(40);
const NONE = '0'.repeat(40);

/** What git prints for one file, and what is in it. */
function risks(path: string, { before = null, after = null, mode = '100644' }: Partial<Sides> = {}) {
  const status = before === null ? 'A' : 'M';
  const [old, oldMode] = before === null ? [NONE, '000000'] : [OID, '100644'];
  const [difference] = readDifferences(`:${oldMode} ${mode} ${old} ${OID} ${status}\0${path}\x001\t0\t${path}\0`);
  if (difference === undefined) throw new Error('Nothing was read.');
  return risksOf(difference, { before, after }).map(({ kind, why }) => `${kind}: ${why}`);
}

interface Sides {
  readonly before: string | null;
  readonly after: string | null;
  readonly mode: string;
}

test('renames, odd names and contents that are no lines are read as git prints them', () => {
  const raw = `:100644 100644 ${OID} ${OID} R090\0old\tname\0new\nname\0:000000 100755 ${NONE} ${OID} A\0 b\0`;
  const read = readDifferences(`${raw}3\t1\t\0old\tname\0new\nname\0-\t-\t b\0`);

  expect(read.map(({ path, from, kind, added, removed }) => ({ path, from, kind, added, removed }))).toEqual([
    { path: 'new\nname', from: 'old\tname', kind: 'renamed', added: 3, removed: 1 },
    { path: ' b', from: null, kind: 'added', added: null, removed: null },
  ]);
  expect(readDifferences('')).toEqual([]);
});

test.each([
  ['.husky/pre-commit', 'hook'],
  ['deep/.github/workflows/ci.yml', 'ci'],
  ['Jenkinsfile', 'ci'],
  ['sub/.gitattributes', 'attributes'],
  ['.gitmodules', 'submodule'],
  ['.vscode/tasks.json', 'settings'],
  ['CLAUDE.md', 'settings'],
  ['.ENVRC', 'settings'],
  ['Makefile', 'build'],
  ['vite.config.ts', 'build'],
  ['build.rs', 'build'],
])('%s is a risk of its kind', (path, kind) => {
  expect(risks(path)).toEqual([`${kind}: added`]);
});

test.each(['src/makefile.ts', 'docs/claude.md.txt', 'github/workflows/x.yml', 'src/hooks/use.ts', 'README.md'])(
  '%s is none',
  (path) => {
    expect(risks(path)).toEqual([]);
  },
);

test('only scripts that differ, and hosts that are new, are named', () => {
  const scripts = (text: string): string => JSON.stringify({ scripts: { test: 'true', build: text } });
  expect(risks('package.json', { before: scripts('a'), after: scripts('b') })).toEqual(['script: build']);
  expect(risks('package.json', { before: scripts('a'), after: scripts('a') })).toEqual([]);
  expect(risks('package.json', { before: scripts('a'), after: '{' })).toEqual(['script: cannot be read']);

  const locked = (host: string): string => `"resolved": "https://${host}/x.tgz"`;
  const sides = { before: locked('one.test'), after: `${locked('one.test')}${locked('u:p@two.test')}` };
  expect(risks('package-lock.json', sides)).toEqual(['lockfile: two.test']);
});

test('links out of the project, submodules, programs and hidden directions are named', () => {
  const link = (path: string, after: string): string[] => risks(path, { after, mode: '120000' });
  expect(link('a/b', '../../etc')).toEqual(['link: leads to ../../etc']);
  expect(link('a/b', '/etc')).toEqual(['link: leads to /etc']);
  expect(link('a', '.git/config')).toEqual(['link: leads to .git/config']);
  expect(link('a/b', '../c')).toEqual([]);
  expect(risks('dep', { mode: '160000' })).toEqual(['submodule: a submodule']);
  expect(risks('run', { mode: '100755' })).toEqual(['mode: executable']);
  expect(risks('a.js', { before: 'x', after: 'x\u2066y' })).toEqual(['bidi: marks of direction']);
  expect(risks('a.js', { before: '\u2066', after: '\u2066\u2067' })).toEqual([]);
});
