import type { Command } from '../arguments/command.ts';
import { from, stateCommands } from './flags.ts';

const config = () => import('../commands/config.ts');
const configFile = () => import('../commands/config-file.ts');

const OF_USER = [
  { name: 'user', about: 'In the user’s configuration instead of the project’s' },
  { name: 'global', about: 'The same as --user' },
  { name: 'project', about: 'In the project’s configuration, as without a flag' },
];
const ONE_PLACE = [
  ['user', 'project'],
  ['global', 'project'],
];

/** The configuration of a project and of its user. */
export const CONFIG_COMMANDS: readonly Command[] = stateCommands([
  {
    name: 'config',
    about: 'Show and change the configuration of this project and of the user',
    example: 'maestro config list',
    commands: [
      {
        name: 'list',
        aliases: ['ls'],
        about: 'Show every key with its value and where it comes from',
        example: 'maestro config list',
        load: from(config, 'list'),
      },
      {
        name: 'get',
        about: 'Print what holds for one key of any of the files',
        args: 'KEY',
        example: 'maestro config get daemon.notifications.attention_threshold',
        load: from(config, 'get'),
      },
      {
        name: 'path',
        about: 'Say which files there are',
        example: 'maestro config path',
        load: from(config, 'path'),
      },
      {
        name: 'edit',
        about: 'Open your configuration of containers in your editor; what cannot be used replaces nothing',
        withoutJson: true,
        example: 'maestro config edit',
        load: from(configFile, 'edit'),
      },
      {
        name: 'doctor',
        about: 'Say what is wrong with your configuration of containers: values, unknown keys, keys without effect',
        example: 'maestro config doctor',
        load: from(configFile, 'doctor'),
      },
      {
        name: 'set',
        about: 'Set one key in the file that it belongs to; comments and everything else in the file stay',
        args: 'KEY VALUE',
        flags: OF_USER,
        exclude: ONE_PLACE,
        example: 'maestro config set memory.ratchet.enforcement block',
        load: from(config, 'set'),
      },
      {
        name: 'unset',
        about: 'Remove one key, so that the next layer counts again',
        args: 'KEY',
        flags: OF_USER,
        exclude: ONE_PLACE,
        example: 'maestro config unset memory.ratchet.enforcement --global',
        load: from(config, 'unset'),
      },
    ],
  },
]);
