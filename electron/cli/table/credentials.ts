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
        about: 'claude (the default), codex or gemini',
        completes: ['claude', 'codex', 'gemini'],
      },
      { name: 'no-sync', about: 'Leave running containers as they are' },
      { name: 'token', about: 'Take a long-lived token from standard input: claude setup-token makes one' },
      { name: 'api-key', about: 'Take an API key from standard input (codex)' },
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
];
