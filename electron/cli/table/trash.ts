import type { Command } from '../arguments/command.ts';
import { from } from './flags.ts';

const trash = () => import('../commands/trash.ts');

/** What became of containers that were removed. */
export const TRASH_COMMANDS: readonly Command[] = [
  {
    name: 'trash',
    about: 'Show and bring back containers that were removed',
    example: 'maestro trash list',
    commands: [
      {
        name: 'list',
        about: 'Show what is in the trash, and until when',
        example: 'maestro trash list',
        load: from(trash, 'list'),
      },
      {
        name: 'show',
        about: 'Show one removed container: its task, and what it had done',
        args: 'NAME',
        example: 'maestro trash show feat-oauth-1',
        load: from(trash, 'show'),
      },
      {
        name: 'restore',
        about: 'Make a container of it: the same branch, commits, stashes, files and conversation',
        args: 'NAME',
        example: 'maestro trash restore feat-oauth-1',
        load: from(trash, 'restore'),
      },
      {
        name: 'empty',
        about: 'Remove all that is in the trash for good, or what is named',
        args: '[NAME…]',
        flags: [{ name: 'force', short: 'f', about: 'Do not ask' }],
        example: 'maestro trash empty',
        load: from(trash, 'empty'),
      },
    ],
  },
];
