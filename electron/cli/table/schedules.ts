import type { Command } from '../arguments/command.ts';
import { from } from './flags.ts';

const schedule = () => import('../commands/schedule.ts');

/** Commands that run at times of the day. */
export const SCHEDULE_COMMANDS: readonly Command[] = [
  {
    name: 'schedule',
    about: 'Start agents at times of the day, while the daemon or a window runs',
    example: 'maestro schedule "0 7 * * 1-5" new "Look through the open issues"',
    otherwise: 'add',
    commands: [
      {
        name: 'add',
        about: 'Run a command at these times, in this folder: new, feature launch, mission run or mission resume',
        args: 'WHEN',
        rest: 'COMMAND…',
        flags: [{ name: 'name', value: 'NAME', about: 'What it is called (default: after its command)' }],
        example: 'maestro schedule add "0 7 * * 1-5" -- new "Look through the open issues"',
        load: from(schedule, 'add'),
      },
      {
        name: 'list',
        about: 'Show what runs when, and how it ended last',
        example: 'maestro schedule list',
        load: from(schedule, 'list'),
      },
      {
        name: 'pause',
        about: 'Let one rest',
        args: 'NAME',
        example: 'maestro schedule pause new-1',
        load: from(schedule, 'pause'),
      },
      {
        name: 'resume',
        about: 'Let one go on; what went by meanwhile is not run',
        args: 'NAME',
        example: 'maestro schedule resume new-1',
        load: from(schedule, 'resume'),
      },
      {
        name: 'remove',
        about: 'Forget one',
        args: 'NAME',
        example: 'maestro schedule remove new-1',
        load: from(schedule, 'remove'),
      },
    ],
  },
];
