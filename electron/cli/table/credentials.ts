import type { Command } from '../arguments/command.ts';

/** How agents are signed in. */
export const CREDENTIAL_COMMANDS: readonly Command[] = [
  {
    name: 'auth',
    about: 'Sign an agent in, for new and running containers; old credentials stay until that is done',
    flags: [
      {
        name: 'agent',
        short: 'a',
        value: 'NAME',
        about: 'claude (the default), codex, gemini, opencode, droid; github for gh and git',
        completes: ['claude', 'codex', 'gemini', 'opencode', 'droid', 'github'],
      },
      { name: 'no-sync', about: 'Leave running containers as they are' },
      {
        name: 'token',
        about: 'Take a long-lived token (claude, github) from standard input: claude setup-token makes one',
      },
      { name: 'api-key', about: 'Take an API key from standard input' },
    ],
    exclude: [['token', 'api-key']],
    rest: 'COMMAND…',
    example: 'maestro auth',
    load: () => import('../commands/auth.ts'),
  },
  {
    name: 'refresh-tokens',
    about: 'Find the freshest sign-in here and in running containers, and give it to all',
    example: 'maestro refresh-tokens',
    load: () => import('../commands/refresh-tokens.ts'),
  },
  {
    name: 'credentials',
    about: 'Show the sign-ins of this machine: how long they last, who renews them, which containers have them',
    example: 'maestro credentials',
    load: () => import('../commands/credentials.ts'),
  },
  {
    name: 'revoke',
    about: 'Take the sign-in back from a container, or from all of an agent, at once',
    args: '[CONTAINER]',
    completes: 'container',
    flags: [
      {
        name: 'agent',
        short: 'a',
        value: 'NAME',
        about: 'From all containers of this agent: claude, codex, gemini, opencode, droid or github',
        completes: ['claude', 'codex', 'gemini', 'opencode', 'droid', 'github'],
      },
      { name: 'again', about: 'Lend it again' },
    ],
    example: 'maestro revoke feat-oauth-1',
    load: () => import('../commands/revoke.ts'),
  },
];
