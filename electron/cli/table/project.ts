import type { Command } from '../arguments/command.ts';
import { from, stateCommands, text } from './flags.ts';

const project = () => import('../commands/project.ts');
const agents = () => import('../commands/install.ts');

/** A project's state: set up, look, note. */
export const PROJECT_COMMANDS: readonly Command[] = stateCommands([
  {
    name: 'init',
    about: 'Make .maestro/ for this project, or with --global the user’s configuration',
    flags: [
      { name: 'global', about: 'The user’s configuration in ~/.maestro' },
      { name: 'here', about: 'In exactly this folder, even inside another project' },
      { name: 'shared', about: 'In a linked worktree: use the state of the main one' },
    ],
    exclude: [['global', 'here', 'shared']],
    example: 'maestro init',
    load: from(project, 'init'),
  },
  {
    name: 'status',
    about: 'Say whether this project is set up, and what waits in it',
    example: 'maestro status',
    load: from(project, 'status'),
  },
  {
    name: 'note',
    about: 'Keep a note with its branch, or list all',
    flags: [text('content', 'TEXT', 'The note'), { name: 'list', about: 'Show all notes' }],
    exclude: [['content', 'list']],
    example: 'maestro note --content "try the other parser"',
    load: from(project, 'note'),
  },
  {
    name: 'session',
    about: 'Say in which agent session this runs',
    flags: [{ name: 'quiet', short: 'q', about: 'Print the id alone' }],
    example: 'maestro session',
    load: from(project, 'session'),
  },
  {
    name: 'schema',
    about: 'Print the JSON Schema of a document, for editors',
    args: 'DOCUMENT',
    completes: ['plan', 'report', 'handoff', 'config'],
    example: 'maestro schema plan > plan.schema.json',
    load: from(project, 'schema'),
  },
  {
    name: 'watch',
    about: 'Print every change of this project’s state as it happens',
    example: 'maestro watch --json',
    load: from(project, 'watch'),
  },
  {
    name: 'import',
    about: 'Bring handoffs and files of older layouts into today’s form, keeping copies',
    flags: [{ name: 'dry-run', about: 'Show what would change and change nothing' }],
    example: 'maestro import --dry-run',
    load: () => import('../commands/import.ts'),
  },
  {
    name: 'install',
    about: 'Tell every coding agent on this machine about Maestro',
    example: 'maestro install',
    load: from(agents, 'installAll'),
  },
  {
    name: 'update',
    about: 'Change the limits of a container while it runs; without a name, bring what agents are told up to date',
    args: '[NAME]',
    completes: 'container',
    flags: [
      text('memory', 'SIZE', 'With a name: memory limit, such as 4g'),
      text('cpus', 'N', 'With a name: processor limit, such as 1.5'),
      text('pids', 'N', 'With a name: process limit, such as 512'),
      { name: 'agents-only', about: 'Without a name: nothing but the agents’ files' },
      text('version', 'V', 'Accepted for compatibility'),
      { name: 'force', about: 'Accepted for compatibility' },
    ],
    example: 'maestro update feat-oauth-1 --memory 8g',
    load: () => import('../commands/update.ts'),
  },
  {
    name: 'uninstall',
    about: 'Remove what install wrote, and nothing else',
    flags: [
      { name: 'agents-only', about: 'Nothing but the agents’ files' },
      { name: 'remove-config', about: 'Remove ~/.maestro too, after asking' },
      { name: 'yes', short: 'y', about: 'Do not ask' },
    ],
    exclude: [['agents-only', 'remove-config']],
    example: 'maestro uninstall --agents-only',
    load: from(agents, 'uninstallAll'),
  },
]);
