import type { Command, Flag } from '../arguments/command.ts';
import { from } from './flags.ts';

const naming = () => import('../commands/rename.ts');

const FORCE: Flag = { name: 'force', short: 'f', about: 'Do not ask' };

/** Written out, since nothing but the table loads for help and completion. */
export const AGENTS = ['claude', 'codex', 'gemini', 'opencode', 'droid', 'custom'] as const;
export const STATES = [
  'needs-you',
  'starting',
  'running',
  'quiet',
  'stalled',
  'limit',
  'finished',
  'dormant',
  'stopped',
  'interrupted',
  'error',
  'incomplete',
] as const;

const FILTERS: readonly Flag[] = [
  { name: 'project', short: 'p', value: 'FOLDER', about: 'Only those of this project', completes: 'folder' },
  { name: 'agent', value: 'NAME', about: 'Only those of this agent', completes: AGENTS },
  { name: 'state', value: 'STATE', about: 'Only those in this state', completes: STATES },
];

/** The life of a container that is there. */
export const CONTAINER_COMMANDS: readonly Command[] = [
  {
    name: 'list',
    aliases: ['ls', 'ps'],
    about: 'Show all containers and what they are doing',
    example: 'maestro list',
    load: () => import('../commands/list.ts'),
  },
  {
    name: 'connect',
    about: 'Open a container’s terminal (Ctrl+b d leaves it); without a name, the only one’s, or one of a menu',
    args: '[NAME]',
    completes: 'container',
    flags: [{ name: 'start', about: 'Start one that is stopped, without asking' }],
    withoutJson: true,
    example: 'maestro connect feat-oauth-1',
    load: () => import('../commands/connect.ts'),
  },
  {
    name: 'start',
    about: 'Start containers that are down, by name or by filter, or all that went down with their engine',
    args: '[NAME…]',
    completes: 'container',
    flags: [
      { name: 'interrupted', about: 'Start all that nobody stopped' },
      { name: 'all', short: 'a', about: 'Start all that are down' },
      ...FILTERS,
      FORCE,
    ],
    example: 'maestro start feat-oauth-1',
    load: () => import('../commands/start.ts'),
  },
  {
    name: 'stop',
    about: 'Stop containers and keep their files; without a name or a filter, all whose agent has exited',
    args: '[NAME…]',
    completes: 'container',
    flags: [{ name: 'all', short: 'a', about: 'Stop all that run' }, ...FILTERS, FORCE],
    example: 'maestro stop feat-oauth-1',
    load: () => import('../commands/stop.ts'),
  },
  {
    name: 'restart',
    about:
      'Start agents again, ended or hanging: files and terminals stay, the conversation goes on where the agent can',
    args: '[NAME…]',
    completes: 'container',
    flags: [
      { name: 'full', about: 'The whole container with its gateway' },
      { name: 'all', short: 'a', about: 'Those of all that run' },
      ...FILTERS,
      FORCE,
    ],
    example: 'maestro restart feat-oauth-1',
    load: () => import('../commands/restart.ts'),
  },
  {
    name: 'logs',
    about: 'Print what a container’s agent has shown on its terminal, or what its gateway said',
    args: 'NAME',
    completes: 'container',
    flags: [
      { name: 'follow', short: 'f', about: 'Go on with what comes, until Ctrl-C' },
      { name: 'tail', value: 'N', about: 'At most so many lines, or all (default: 1000)' },
      { name: 'gateway', about: 'What its gateway said instead, also of one that is stopped' },
    ],
    exclude: [['follow', 'json']],
    example: 'maestro logs feat-oauth-1 --tail 50',
    load: () => import('../commands/logs.ts'),
  },
  {
    name: 'exec',
    about: 'Run a command in a container’s workspace as its agent’s user; its streams and status are this one’s',
    args: 'NAME',
    completes: 'container',
    rest: 'COMMAND…',
    withoutJson: true,
    example: 'maestro exec feat-oauth-1 -- npm test',
    load: () => import('../commands/exec.ts'),
  },
  {
    name: 'inspect',
    about: 'Show all that is known about a container; nothing of it is secret',
    args: 'NAME',
    completes: 'container',
    example: 'maestro inspect feat-oauth-1 --json',
    load: () => import('../commands/inspect.ts'),
  },
  {
    name: 'usage',
    about: 'Show what agents have used, by model: tokens and their cost at list prices; also of stopped ones',
    args: '[NAME…]',
    completes: 'container',
    example: 'maestro usage feat-oauth-1',
    load: () => import('../commands/usage.ts'),
  },
  {
    name: 'activity',
    about:
      'Show what has happened in a container: what its agent said, its turns, commits and runs; also of a stopped one',
    args: 'NAME',
    completes: 'container',
    flags: [{ name: 'tail', value: 'N', about: 'At most so many entries (default: 50)' }],
    example: 'maestro activity feat-oauth-1',
    load: () => import('../commands/activity.ts'),
  },
  {
    name: 'files',
    about: 'Show a folder or a file of a running container; a path there is below its workspace, or absolute',
    args: 'NAME [PATH]',
    completes: 'container',
    example: 'maestro files feat-oauth-1 src',
    load: () => import('../commands/files.ts'),
  },
  {
    name: 'cp',
    about: 'Copy a file or folder into a container or out of it; paths there are below its workspace, or absolute',
    args: 'FROM TO',
    completes: 'file',
    flags: [{ name: 'force', short: 'f', about: 'Replace what is there' }],
    example: 'maestro cp feat-oauth-1:dist/report.html .',
    load: () => import('../commands/cp.ts'),
  },
  {
    name: 'rename',
    about: 'Give a container another name; its branch, files and agent stay as they are',
    args: 'NAME NEW',
    completes: 'container',
    example: 'maestro rename feat-oauth-1 login',
    load: from(naming, 'rename'),
  },
  {
    name: 'nick',
    about: 'Call a container something short beside its name, or tell what it is called',
    args: 'NAME [NICK]',
    completes: 'container',
    flags: [{ name: 'remove', about: 'Take its nickname away' }],
    example: 'maestro nick feat-oauth-1 login',
    load: from(naming, 'nick'),
  },
  {
    name: 'cleanup',
    about: 'Remove stopped and unfinished containers with their volumes, or those that are named',
    args: '[NAME…]',
    completes: 'container',
    flags: [
      { name: 'all', short: 'a', about: 'Remove running and interrupted ones too' },
      ...FILTERS,
      { name: 'dry-run', about: 'Only say what would go' },
      { name: 'discard', about: 'Do not keep their work in the trash' },
      FORCE,
    ],
    example: 'maestro cleanup',
    load: () => import('../commands/cleanup.ts'),
  },
  {
    name: 'cleanup-volumes',
    about: 'Remove volumes whose container is gone, and name those that nobody claims',
    flags: [{ name: 'dry-run', about: 'Only say what would go' }, FORCE],
    example: 'maestro cleanup-volumes',
    load: () => import('../commands/cleanup-volumes.ts'),
  },
];
