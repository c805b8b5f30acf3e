import type { Command } from '../arguments/command.ts';
import { from } from './flags.ts';

const daemon = () => import('../commands/daemon.ts');

/** The host without a window, which calls its user. */
export const DAEMON_COMMANDS: readonly Command[] = [
  {
    name: 'daemon',
    about: 'Be called when an agent needs you, also without a window',
    example: 'maestro daemon start',
    commands: [
      {
        name: 'start',
        about: 'Start it in the background, one for each user',
        example: 'maestro daemon start',
        load: from(daemon, 'start'),
      },
      {
        name: 'status',
        about: 'Say whether it runs, and what it calls you for',
        example: 'maestro daemon status',
        load: from(daemon, 'status'),
      },
      {
        name: 'logs',
        about: 'Print what it wrote',
        flags: [
          { name: 'follow', short: 'f', about: 'Go on with what it writes, until Ctrl-C' },
          { name: 'tail', value: 'N', about: 'At most so many lines (default: 50)' },
        ],
        exclude: [['follow', 'json']],
        example: 'maestro daemon logs -f',
        load: from(daemon, 'logs'),
      },
      {
        name: 'stop',
        about: 'End it; containers go on',
        example: 'maestro daemon stop',
        load: from(daemon, 'stop'),
      },
      {
        name: 'autostart',
        about: 'Let it start with your session (systemd or launchd), or no longer',
        args: 'WORD',
        completes: ['on', 'off'],
        example: 'maestro daemon autostart on',
        load: from(daemon, 'autostart'),
      },
      {
        name: 'run',
        about: 'Be the daemon in the foreground, for whoever starts it',
        withoutJson: true,
        hidden: true,
        example: 'maestro daemon run',
        load: from(daemon, 'run'),
      },
    ],
  },
];
