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
  'status.submoduleSummary=false',
  'safe.bareRepository=explicit',
  'gc.auto=0',
  'maintenance.auto=false',
];

/**
 * Switches off filters by name, as environment (pure): in an argument, a name with `=` in it would be another setting.
 * Without its program, a filter that is required would make git fail.
 */
export function withoutFilters(names: readonly string[]): Record<string, string> {
  const settings = [...new Set(names)].flatMap((name) => [
    ...['clean', 'smudge', 'process'].map((key) => [`filter.${name}.${key}`, ''] as const),
    [`filter.${name}.required`, 'false'] as const,
  ]);
  const numbered = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...(Object.fromEntries(numbered) as Record<string, string>) };
}

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
    // Wins over `protocol.NAME.allow` of a repository; git before 2.44 would still fetch what a partial clone lacks.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    SSH_ASKPASS: 'false',
  };
}

/** What a push does not do, whatever the user's configuration says. */
export const PUSH_SETTINGS: readonly string[] = [
  'core.fsmonitor=',
  'core.pager=cat',
  'push.followTags=false',
  'push.recurseSubmodules=no',
  'submodule.recurse=false',
  'protocol.ext.allow=never',
  'safe.bareRepository=explicit',
  'gc.auto=0',
  'maintenance.auto=false',
];

/** How a user may have told git to sign in and to find its configuration; everything else named `GIT_…` stays out. */
const PUSH_KEEPS =
  /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|SSL_[A-Z_]+|PROXY_[A-Z_]+)$/;

/**
 * The environment of a push, and of nothing else: the user's own and the system's configuration hold, with their ssh and
 * their credential helpers, which the environment for looking shuts out. It asks nothing on a terminal, since nobody may
 * sit there, and knows only these ways to another machine: no remote helper, which could be any program.
 */
export function pushEnvironment(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || PUSH_KEEPS.test(name));
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'https:ssh:file',
    GIT_TERMINAL_PROMPT: '0',
  };
}
