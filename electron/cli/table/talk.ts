import type { Command } from '../arguments/command.ts';

/** How a person speaks with an agent without opening its terminal. */
export const TALK_COMMANDS: readonly Command[] = [
  {
    name: 'answer',
    about: 'Answer what an agent asks: by a choice’s number, several (1,2), its words, or in own words',
    args: 'CONTAINER ANSWER…',
    completes: 'container',
    example: 'maestro answer feat-oauth-1 1',
    load: () => import('../commands/answer.ts'),
  },
  {
    name: 'send',
    about: 'Tell an agent something; it waits until the agent can take it',
    args: 'CONTAINER [TEXT…]',
    completes: 'container',
    flags: [
      {
        name: 'file',
        short: 'f',
        value: 'PATH',
        about: 'Read the text from a file',
        completes: 'file',
      },
      { name: 'list', about: 'Show what waits for it' },
      { name: 'withdraw', value: 'N', about: 'Take the Nth of what waits back' },
    ],
    example: 'maestro send feat-oauth-1 "also add a test for the refresh"',
    load: () => import('../commands/send.ts'),
  },
  {
    name: 'interrupt',
    about: 'Stop what an agent is doing, as its own key does; it stays, and waits for what to do next',
    args: 'CONTAINER',
    completes: 'container',
    example: 'maestro interrupt feat-oauth-1',
    load: () => import('../commands/interrupt.ts'),
  },
];
