import type { Command } from '../arguments/command.ts';

/** How agents are signed in. */
export const CREDENTIAL_COMMANDS: readonly Command[] = [
  {
    name: 'refresh-tokens',
    about: 'Find the freshest sign-in here and in running containers, and give it to all',
    example: 'maestro refresh-tokens',
    load: () => import('../commands/refresh-tokens.ts'),
  },
];
