/** Settings that win over a repository's own, so that reading it runs nothing that it configures. */
const SAFE_SETTINGS = [
  'safe.directory=*',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=',
  'core.untrackedCache=false',
  'core.pager=cat',
  'core.sshCommand=false',
  'credential.helper=',
  'diff.external=',
  'protocol.allow=never',
  'protocol.ext.allow=never',
  'submodule.recurse=false',
  'gc.auto=0',
  'maintenance.auto=false',
];

/** Arguments that go before every git subcommand. */
export const SAFE_ARGUMENTS: readonly string[] = [
  '--no-pager',
  '--literal-pathspecs',
  ...SAFE_SETTINGS.flatMap((setting) => ['-c', setting]),
];

/**
 * The environment for git: nothing of a surrounding git command (hooks export `GIT_DIR` and more), no prompt, no
 * lazy download, no write of a refreshed index. `config: none` leaves the user's and the system's files out.
 */
export function gitEnvironment(config: 'none' | 'user'): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    ...(config === 'none' ? { GIT_CONFIG_GLOBAL: '/dev/null' } : {}),
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    SSH_ASKPASS: 'false',
  };
}
