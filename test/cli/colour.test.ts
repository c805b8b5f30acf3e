import { expect, test } from 'vitest';
import { MAESTRO, NO_ENGINE, program } from '../support/maestro.ts';
import { testUser } from '../support/project.ts';

const ESCAPE = '\u001b[';

/** What the doctor prints on a terminal. */
async function onTerminal(env: Record<string, string | undefined>): Promise<string> {
  const { home } = await testUser();
  const terminal = { TERM: 'xterm-256color', NO_COLOR: undefined, HOME: home, ...NO_ENGINE, ...env };
  const { stdout } = await program('script', ['-qec', `${MAESTRO} doctor`, '/dev/null'], { env: terminal });
  return stdout;
}

test('a terminal gets colours', async () => {
  expect(await onTerminal({})).toContain(ESCAPE);
});

test('NO_COLOR and a dumb terminal get none', async () => {
  expect(await onTerminal({ NO_COLOR: '1' })).not.toContain(ESCAPE);
  expect(await onTerminal({ TERM: 'dumb' })).not.toContain(ESCAPE);
});

test('a pipe gets none', async () => {
  const { stdout, stderr } = await program(MAESTRO, ['doctor'], { env: NO_ENGINE });

  expect(stdout + stderr).not.toContain(ESCAPE);
});
