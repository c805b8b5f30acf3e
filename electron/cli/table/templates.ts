import type { Command, Flag } from '../arguments/command.ts';
import { from } from './flags.ts';
import { AGENT, BOUNDS, MODE, MODEL, NICK, REACH } from './wishes.ts';

const template = () => import('../commands/template.ts');

/** What a new container is wished to be. */
export const NEW_FLAGS: readonly Flag[] = [
  { name: 'file', short: 'f', value: 'PATH', about: 'Read the task from a file', completes: 'file' },
  { name: 'no-connect', short: 'n', about: 'Do not open its terminal when it is ready' },
  {
    name: 'exact',
    short: 'e',
    about: 'Name the branch by the task’s words alone; the task is always sent as given',
  },
  { name: 'project', short: 'p', value: 'FOLDER', about: 'Project (default: this folder)', completes: 'folder' },
  { name: 'branch', short: 'b', value: 'NAME', about: 'Branch (default: proposed from the task)' },
  AGENT,
  NICK,
  MODEL,
  { name: 'plan', about: 'Short for --mode plan' },
  MODE,
  { name: 'copies', value: 'N', about: 'So many containers for the same task, on branches -1 to -N' },
  { name: 'type-task', about: 'Type the task into a custom command without {prompt} (a shell would run it)' },
  ...REACH,
  { name: 'allow-remotes', about: 'Open the hosts of the project’s remotes, and remember it for the project' },
  { name: 'deny-remotes', about: 'Keep them closed, and remember it' },
  ...BOUNDS,
];

/** What `new` begins with. */
export const TEMPLATE_COMMANDS: readonly Command[] = [
  {
    name: 'template',
    about: 'Keep tasks and options that come again: maestro new --template NAME',
    example: 'maestro template list',
    commands: [
      {
        name: 'save',
        about: 'Keep a task and options of new under a name; {} in the task is what new is given',
        args: 'NAME [TASK…]',
        flags: NEW_FLAGS,
        exclude: [
          ['plan', 'mode'],
          ['nick', 'copies'],
        ],
        rest: 'COMMAND…',
        example: 'maestro template save review --agent codex --plan "Review {} for security"',
        load: from(template, 'save'),
      },
      {
        name: 'list',
        about: 'Show all templates',
        example: 'maestro template list',
        load: from(template, 'list'),
      },
      {
        name: 'show',
        about: 'Show one, as the command that saves it',
        args: 'NAME',
        example: 'maestro template show review',
        load: from(template, 'show'),
      },
      {
        name: 'remove',
        about: 'Forget one',
        args: 'NAME',
        example: 'maestro template remove review',
        load: from(template, 'remove'),
      },
    ],
  },
];
