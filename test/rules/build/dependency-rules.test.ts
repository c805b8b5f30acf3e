import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../support/build.ts';
import { program } from '../../support/maestro.ts';
import { tempFolder, writeFiles } from '../../support/project.ts';

const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const LEAF = 'export const leaf = 1;\n';

function imports(path: string): string {
  return `export { leaf } from '${path}';\n`;
}

/** What `npm run deps` says of a tree of a house, the engine's without another. */
async function refused(
  files: Record<string, string>,
  house = 'electron/engine',
): Promise<{ code: number | null; said: string }> {
  const folder = await tempFolder('maestro-deps');
  const planted: [string, string][] = Object.entries(files).map(([path, text]) => [`${house}/${path}`, text]);
  const tsconfig = await readFile(join(ROOT, 'tsconfig.json'), 'utf8');
  await writeFiles(folder, { 'tsconfig.json': tsconfig, ...Object.fromEntries(planted) });
  const rules = join(ROOT, 'build/dependency-rules.cjs');
  const { code, stdout, stderr } = await program(CRUISER, ['--config', rules, house], { cwd: folder });
  return { code, said: stdout + stderr };
}

test('a circle between two folders is refused, also where no file is in a circle', async () => {
  const { code, said } = await refused({
    'disk/a.ts': imports('../git/c.ts'),
    'git/c.ts': LEAF,
    'git/d.ts': imports('../disk/e.ts'),
    'disk/e.ts': LEAF,
  });

  expect(said).toMatch(/error floors: electron\/engine\/disk\/: .*disk\/a\.ts → .*git\/c\.ts/);
  expect(said).not.toContain('no-cycles');
  expect(code).toBeGreaterThan(0);
});

test('a command that reads the table of commands is refused, since the table loads the commands', async () => {
  const { code, said } = await refused(
    { 'commands/new.ts': imports('../table/flags.ts'), 'table/flags.ts': LEAF },
    'electron/cli',
  );

  expect(said).toMatch(/error floors: electron\/cli\/commands\/: .*commands\/new\.ts → .*table\/flags\.ts/);
  expect(code).toBeGreaterThan(0);
});

test('a circle between two folders of the page is refused, also by what only a type says', async () => {
  const { code, said } = await refused(
    {
      'features/missions/board/a.ts': imports('../c.ts'),
      'features/missions/c.ts': LEAF,
      'features/missions/d.ts': imports('./board/e.ts'),
      'features/missions/board/e.ts': LEAF,
      'ui/f.ts': "export type { Leaf } from '../layout/g.ts';\n",
      'layout/g.ts': 'export type Leaf = number;\n',
    },
    'renderer',
  );

  expect(said).toMatch(/error floors: renderer\/features\/missions\/board\/: .*board\/a\.ts → .*missions\/c\.ts/);
  expect(said).toMatch(/error floors: renderer\/ui\/: .*ui\/f\.ts → .*layout\/g\.ts/);
  expect(said).not.toContain('no-cycles');
  expect(code).toBeGreaterThan(0);
});

test('a folder without a floor is refused', async () => {
  const { code, said } = await refused({ 'attic/a.ts': imports('./b.ts'), 'attic/b.ts': LEAF });

  expect(said).toMatch(/error every-room-has-its-floor: electron\/engine\/: .*attic\/a\.ts/);
  expect(code).toBeGreaterThan(0);
});

test('pure files read no file, however they are named', async () => {
  const names = ['fooRules.ts', 'foo-rules.ts', 'rules.ts'];
  const reads = "export { readFile } from 'node:fs/promises';\n";

  const { said } = await refused(Object.fromEntries(names.map((name) => [`disk/${name}`, reads])));

  for (const name of names) expect(said).toContain(`error pure-files-have-no-effects: electron/engine/disk/${name}`);
});

test.each(['node:child_process', 'child_process'])('%s is imported by one file alone', async (program) => {
  const runs = `export { spawn } from '${program}';\n`;
  const others = { 'git/git.ts': runs, 'review/a.ts': `export const later = () => import('${program}');\n` };

  const { code, said } = await refused({ 'run.ts': runs, ...others });

  for (const name of Object.keys(others))
    expect(said).toContain(`error child-processes-in-one-file: electron/engine/${name}`);
  expect(said).not.toContain('child-processes-in-one-file: electron/engine/run.ts');
  expect(code).toBeGreaterThan(0);
});
