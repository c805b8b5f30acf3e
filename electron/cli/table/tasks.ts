import type { Command } from '../arguments/command.ts';
import { choice, from, id, list, MISSION, optionalText, stateCommands, text } from './flags.ts';

const task = () => import('../commands/task.ts');
const reply = () => import('../commands/reply.ts');

const TYPES = ['task', 'bug', 'feature', 'epic', 'chore'];
const STATUSES = ['open', 'in_progress', 'blocked', 'deferred', 'closed'];
const PRIORITY = text('priority', '0-4', '0 is the most urgent (default: 2)');
const DETAILS = [optionalText('description', 'TEXT', 'What it is about'), choice('type', TYPES, 'Kind'), PRIORITY];
const LIMIT = text('limit', 'N', 'Show so many; 0 shows all');

/** Tasks of a project, and what workers answered. */
export const TASK_COMMANDS: readonly Command[] = stateCommands([
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
