import type { Command } from '../arguments/command.ts';
import { choice, from, id, list, MISSION, optionalText, stateCommands, text } from './flags.ts';

const project = () => import('../commands/project.ts');
const config = () => import('../commands/config.ts');
const configFile = () => import('../commands/config-file.ts');
const agents = () => import('../commands/install.ts');
const task = () => import('../commands/task.ts');
const reply = () => import('../commands/reply.ts');

const TYPES = ['task', 'bug', 'feature', 'epic', 'chore'];
const STATUSES = ['open', 'in_progress', 'blocked', 'deferred', 'closed'];
const PRIORITY = text('priority', '0-4', '0 is the most urgent (default: 2)');
const DETAILS = [optionalText('description', 'TEXT', 'What it is about'), choice('type', TYPES, 'Kind'), PRIORITY];
const LIMIT = text('limit', 'N', 'Show so many; 0 shows all');

const OF_USER = [
  { name: 'user', about: 'In the user’s configuration instead of the project’s' },
  { name: 'global', about: 'The same as --user' },
  { name: 'project', about: 'In the project’s configuration, as without a flag' },
];
const ONE_PLACE = [
  ['user', 'project'],
  ['global', 'project'],
];

/** A project's state: set up, look, note, tasks, replies. */
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
  {
    name: 'task',
    about: 'A list of small things to do',
    example: 'maestro task list',
    commands: [
      {
        name: 'create',
        about: 'Note a task',
        args: 'TITLE',
        flags: [
          ...DETAILS,
          id('parent', 'task', 'The task that this is a part of'),
          text('labels', 'A,B', 'Labels'),
          { ...id('depends-on', 'task', 'Tasks that come first'), value: 'A,B', commas: true },
          text('assignee', 'NAME', 'Who does it'),
          { name: 'silent', about: 'Print the id alone' },
        ],
        example: 'maestro task create "Fix the login" --type bug --priority 1',
        load: from(task, 'create'),
      },
      {
        name: 'q',
        about: 'Note a task and print its id',
        args: 'TITLE',
        flags: [...DETAILS, text('labels', 'A,B', 'Labels')],
        example: 'maestro task q "Look at the flaky test"',
        load: from(task, 'quick'),
      },
      {
        name: 'show',
        about: 'Show a task',
        args: 'ID',
        completes: 'task',
        example: 'maestro task show tsk-30fe09',
        load: from(task, 'show'),
      },
      {
        name: 'list',
        about: 'Show tasks, oldest first',
        flags: [
          choice('status', STATUSES, 'Only this status'),
          choice('type', TYPES, 'Only this kind'),
          text('priority', '0-4', 'Only this priority'),
          text('label', 'LABEL', 'Only with this label'),
          text('assignee', 'NAME', 'Only of this person'),
          id('parent', 'task', 'Only parts of this task'),
          LIMIT,
        ],
        example: 'maestro task list --status open',
        load: from(task, 'list'),
      },
      {
        name: 'update',
        about: 'Change a task',
        args: 'ID',
        completes: 'task',
        flags: [
          text('title', 'TEXT', 'New title'),
          ...DETAILS,
          choice('status', STATUSES.slice(0, 4), 'New status'),
          { ...id('parent', 'task', 'New parent; empty clears it'), maybeEmpty: true },
          optionalText('assignee', 'NAME', 'New assignee; empty clears it'),
          list('add-label', 'LABEL', 'Add labels'),
          list('remove-label', 'LABEL', 'Remove labels'),
          { name: 'claim', about: 'Assign it to this agent session and begin' },
        ],
        example: 'maestro task update tsk-30fe09 --status blocked',
        load: from(task, 'update'),
      },
      {
        name: 'close',
        about: 'Close a task',
        args: 'ID',
        completes: 'task',
        flags: [text('reason', 'TEXT', 'How it was solved; kept as a hint for similar tasks')],
        example: 'maestro task close tsk-30fe09 --reason "the token was stale"',
        load: from(task, 'close'),
      },
      {
        name: 'ready',
        about: 'Show what can be begun, most urgent first',
        flags: [
          text('priority', '0-4', 'Only this priority'),
          { name: 'unassigned', about: 'Only those that nobody has' },
          { name: 'no-hints', about: 'Without what similar tasks taught' },
          LIMIT,
        ],
        example: 'maestro task ready',
        load: from(task, 'ready'),
      },
    ],
  },
  {
    name: 'reply',
    about: 'Answers of workers',
    example: 'maestro reply list',
    commands: [
      {
        name: 'write',
        about: 'Answer for a feature',
        args: 'FEATURE',
        completes: 'feature',
        flags: [
          MISSION,
          choice('outcome', ['completed', 'kicked-back', 'abandoned'], 'Outcome (required)'),
          text('note', 'TEXT', 'What to know'),
          { name: 'report-file', value: 'PATH', about: 'The report as JSON', completes: 'file' },
          text('source', 'TEXT', 'Where the answer comes from'),
          { name: 'agent', about: 'An agent answers, not a person' },
        ],
        example: 'maestro reply write auth-impl --mission 2026-11-20-001 --outcome completed',
        load: from(reply, 'write'),
      },
      {
        name: 'list',
        about: 'Show answers, newest first',
        flags: [{ ...MISSION, about: 'Only of this mission' }],
        example: 'maestro reply list',
        load: from(reply, 'list'),
      },
      {
        name: 'ingest',
        about: 'Take over open answers into their features',
        flags: [{ ...MISSION, about: 'Only of this mission' }],
        example: 'maestro reply ingest --mission 2026-11-20-001',
        load: from(reply, 'ingest'),
      },
    ],
  },
]);
