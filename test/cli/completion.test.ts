import { expect, test } from 'vitest';
import { NO_ENGINE, pathWithMaestro, program } from '../support/maestro.ts';

/** What a real shell prints when its own completion of these words has run. */
async function completed(shell: string, script: string): Promise<string[]> {
  const env = { ...NO_ENGINE, PATH: await pathWithMaestro() };
  const { stdout, stderr } = await program(shell, shell === 'zsh' ? ['-fc', script] : ['-c', script], { env });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

function inBash(words: readonly string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  return completed(
    'bash',
    `source <(maestro completion bash)
    COMP_WORDS=(maestro ${quoted}); COMP_CWORD=${words.length}
    _maestro 2>&1 | grep -v compopt; _maestro 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`,
  );
}

async function has(shell: string): Promise<boolean> {
  const { code } = await program('bash', ['-c', `command -v ${shell}`]);
  return code === 0;
}

test('bash completes commands', async () => {
  expect(await inBash(['con'])).toEqual(['connect', 'config']);
});

test('bash completes subcommands, options and fixed values', async () => {
  expect(await inBash(['image', 'b'])).toEqual(['build', 'base']);
  expect(await inBash(['new', '--proj'])).toEqual(['--project']);
  expect(await inBash(['new', '--agent', 'c'])).toEqual(['claude', 'codex', 'custom']);
});

test('bash completes files where a file is meant', async () => {
  expect(await inBash(['new', '--file', '/etc/hostn'])).toEqual(['/etc/hostname']);
});

test('container names are completed to nothing, in silence, where no engine answers', async () => {
  expect(await inBash(['connect', ''])).toEqual([]);
});

test('fish completes commands and options', async ({ skip }) => {
  if (!(await has('fish'))) skip('fish is not installed');
  const script = 'maestro completion fish | source; complete -C "maestro im"; complete -C "maestro new --pl"';

  expect(await completed('fish', script)).toEqual(['image', 'import', '--plan']);
});

test('zsh knows the completion', async ({ skip }) => {
  if (!(await has('zsh'))) skip('zsh is not installed');
  const script = 'autoload -U compinit; compinit -D -u; source <(maestro completion zsh); print ${_comps[maestro]}';

  expect(await completed('zsh', script)).toEqual(['_maestro']);
});
