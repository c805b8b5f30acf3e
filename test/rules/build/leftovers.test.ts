import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../support/build.ts';
import { tempFolder } from '../../support/project.ts';

test('a temporary folder and a program that a run left behind are named, and the run has failed', async () => {
  const folder = await tempFolder();
  const program = join(ROOT, 'dist', 'never-ends');
  const script = `
    import { mkdirSync } from 'node:fs';
    import { spawn } from 'node:child_process';
    import { checkLeftovers, thingsHere } from ${JSON.stringify(join(ROOT, 'build', 'leftovers.mjs'))};
    const before = thingsHere();
    mkdirSync(${JSON.stringify(join(folder, 'maestro-home-forgotten'))});
    const forgotten = spawn('bash', ['-c', 'read', ${JSON.stringify(program)}]);
    const { ok } = await checkLeftovers(before, { seconds: 0 });
    console.log('ok:', ok);
    forgotten.kill();
  `;

  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: folder },
  });

  expect(stdout).toContain(`folder ${join(folder, 'maestro-home-forgotten')}`);
  expect(stdout).toMatch(new RegExp(`process \\d+ bash -c read ${program}`));
  expect(stdout).toContain('ok: false');
});
