import type { Command, Flag } from '../arguments/command.ts';
import { from, id, text } from './flags.ts';
import { AGENT, BOUNDS, MODE, MODEL, REACH } from './wishes.ts';

const running = () => import('../commands/mission-run.ts');

const DETACH: Flag = { name: 'detach', short: 'd', about: 'Leave it to the daemon, or to an open window' };

/** What runs a mission, and says why it does what it does. */
export const RUN_COMMANDS: readonly Command[] = [
  {
    name: 'explain',
    about: 'Why each feature of a mission does not run now, in the order in which they come',
    args: 'ID',
    completes: 'mission',
    example: 'maestro mission explain 2026-11-20-001',
    load: from(running, 'explain'),
  },
  {
    name: 'run',
    about: 'Launch the features of a mission as they become ready, until all are done',
    args: 'ID',
    completes: 'mission',
    flags: [
      AGENT,
      MODEL,
      MODE,
      ...REACH,
      ...BOUNDS,
      text('parallel', 'N', 'At most so many agents at work (default: 4)'),
      id('until', 'milestone', 'End with this milestone'),
      text('budget', 'AMOUNT', 'Launch no more once its agents have cost so much, such as 20usd'),
      { name: 'keep-going', about: 'Launch others too while one asks, or a check of one has failed' },
      { name: 'seal', about: 'Seal each milestone once its features are done and its assertions settled' },
      { name: 'dry-run', about: 'Say what it would launch, wave by wave, and do nothing' },
      DETACH,
    ],
    rest: 'COMMAND…',
    example: 'maestro mission run 2026-11-20-001 --parallel 6 --budget 20usd',
    load: from(running, 'run'),
  },
  {
    name: 'pause',
    about: 'Launch nothing more of a mission; agents at work go on',
    args: 'ID',
    completes: 'mission',
    example: 'maestro mission pause 2026-11-20-001',
    load: from(running, 'pause'),
  },
  {
    name: 'resume',
    about: 'Go on with a run, and try again what could not be launched',
    args: 'ID',
    completes: 'mission',
    flags: [
      text('parallel', 'N', 'At most so many agents at work from now on'),
      text('budget', 'AMOUNT', 'What its agents may cost in all, such as 40usd'),
      DETACH,
    ],
    example: 'maestro mission resume 2026-11-20-001 --budget 40usd',
    load: from(running, 'resume'),
  },
  {
    name: 'stop',
    about: 'End a run and stop its containers at work; their files and branches stay',
    args: 'ID',
    completes: 'mission',
    example: 'maestro mission stop 2026-11-20-001',
    load: from(running, 'stop'),
  },
];
