import { ALLOWABLE } from '../mcp/tools.ts';
import type { Command, Flag } from '../arguments/command.ts';
import { CONTAINER_COMMANDS } from './containers.ts';
import { CREDENTIAL_COMMANDS } from './credentials.ts';
import { DAEMON_COMMANDS } from './daemon.ts';
import { HANDOFF_COMMANDS } from './handoffs.ts';
import { MEMORY_COMMANDS } from './memory.ts';
import { NETWORK_COMMANDS } from './network.ts';
import { MISSION_COMMANDS } from './missions.ts';
import { PROJECT_COMMANDS } from './project.ts';
import { CONFIG_COMMANDS } from './config.ts';
import { TASK_COMMANDS } from './tasks.ts';
import { REVIEW_COMMANDS } from './review.ts';
import { TALK_COMMANDS } from './talk.ts';
import { from } from './flags.ts';
import { TRASH_COMMANDS } from './trash.ts';
import { SCHEDULE_COMMANDS } from './schedules.ts';
import { NEW_FLAGS, TEMPLATE_COMMANDS } from './templates.ts';

const serve = () => import('../commands/serve.ts');

const SERVING: readonly Flag[] = [
  { name: 'port', value: 'N', about: 'Port (default: the one that you had last, or a free one)' },
  { name: 'no-open', about: 'Print the address and do not open a browser' },
];

/** Every command. Each loads only when it runs, so that asking for help or the version loads nothing. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'new',
    about: 'Start an agent on a task in a container of its own',
    args: '[TASK…]',
    flags: [
      ...NEW_FLAGS,
      {
        name: 'template',
        short: 't',
        value: 'NAME',
        about: 'Begin with what maestro template saved; {} in its task is the task given here',
      },
    ],
    exclude: [
      ['plan', 'mode'],
      ['nick', 'copies'],
    ],
    rest: 'COMMAND…',
    example: 'maestro new "implement OAuth authentication"',
    load: () => import('../commands/new.ts'),
  },
  ...CONTAINER_COMMANDS,
  ...TALK_COMMANDS,
  ...REVIEW_COMMANDS,
  ...TRASH_COMMANDS,
  ...NETWORK_COMMANDS,
  ...CREDENTIAL_COMMANDS,
  {
    name: 'image',
    about: 'Build, list and remove the images that containers run on',
    example: 'maestro image build',
    commands: [
      {
        name: 'build',
        about: 'Build what is missing or outdated',
        flags: [{ name: 'force', short: 'f', about: 'Build all of it again' }],
        example: 'maestro image build',
        load: () => import('../commands/image-build.ts'),
      },
      {
        name: 'base',
        about: 'Make a Debian base image on this machine and use it from then on',
        flags: [{ name: 'force', short: 'f', about: 'Make it again' }],
        example: 'maestro image base',
        load: () => import('../commands/image-base.ts'),
      },
      {
        name: 'list',
        aliases: ['ls'],
        about: 'Show Maestro’s images',
        example: 'maestro image list',
        load: () => import('../commands/image-list.ts'),
      },
      {
        name: 'prune',
        about: 'Remove images that are neither current nor used',
        example: 'maestro image prune',
        load: () => import('../commands/image-prune.ts'),
      },
    ],
  },
  {
    name: 'mcp',
    about: 'Serve this project and all containers to a program that speaks MCP, over stdin and stdout',
    flags: [
      {
        name: 'allow',
        value: 'GROUPS',
        many: true,
        about: `What it may change, by commas: ${ALLOWABLE.join(', ')}, or all (default: nothing)`,
        completes: [...ALLOWABLE, 'all'],
      },
    ],
    example: 'maestro mcp --allow missions,features',
    load: () => import('../commands/mcp.ts'),
  },
  {
    name: 'serve',
    about: 'Open Maestro in a browser: serve the page on 127.0.0.1',
    flags: SERVING,
    example: 'maestro serve --no-open',
    load: from(serve, 'run'),
  },
  {
    name: 'demo',
    about: 'Look around in a browser with made-up agents: no Docker, and nothing of yours',
    flags: SERVING,
    example: 'maestro demo',
    load: from(serve, 'demo'),
  },
  ...DAEMON_COMMANDS,
  ...SCHEDULE_COMMANDS,
  ...TEMPLATE_COMMANDS,
  {
    name: 'doctor',
    about: 'Check the project’s files, and Docker, images, disk, git, credentials and configuration',
    flags: [
      { name: 'fix', about: 'Repair damaged files of this project, keeping a copy of each' },
      {
        name: 'keep',
        value: 'SIDE',
        about: 'With --fix: take this side of a merge: ours, theirs',
        completes: ['ours', 'theirs'],
        with: ['fix'],
      },
      { name: 'file', value: 'PATH', about: 'With --keep: in this file alone', with: ['keep'] },
      { name: 'containers', about: 'With --json: the checks of containers instead of the project’s' },
    ],
    exclude: [['fix', 'containers']],
    state: true,
    example: 'maestro doctor --fix',
    load: () => import('../commands/doctor.ts'),
  },
  {
    name: 'diagnostics',
    about:
      'Show what somebody who helps needs to know of this machine, without what is private, or write it into a file',
    args: '[FILE]',
    completes: 'file',
    flags: [{ name: 'force', about: 'Replace the file' }],
    example: 'maestro diagnostics maestro-diagnostics.txt',
    load: () => import('../commands/diagnostics.ts'),
  },
  ...PROJECT_COMMANDS,
  ...CONFIG_COMMANDS,
  ...TASK_COMMANDS,
  ...MISSION_COMMANDS,
  ...HANDOFF_COMMANDS,
  ...MEMORY_COMMANDS,
  {
    name: 'completion',
    about: 'Print the completion script of a shell',
    args: 'SHELL',
    completes: ['bash', 'zsh', 'fish'],
    example: 'source <(maestro completion bash)',
    load: () => import('../commands/completion.ts'),
  },
  {
    name: 'version',
    about: 'Show the version of Maestro and of what it runs on',
    flags: [{ name: 'licences', about: 'The packages of others that are in it, and their licences' }],
    example: 'maestro version',
    load: () => import('../commands/version.ts'),
  },
  {
    name: 'help',
    about: 'Explain a command',
    args: '[COMMAND…]',
    example: 'maestro help new',
    load: () => import('../commands/help.ts'),
  },
  {
    name: '__complete',
    about: 'Candidates for a shell’s completion',
    args: '[WORD…]',
    hidden: true,
    example: 'maestro __complete -- li',
    load: () => import('../commands/complete.ts'),
  },
];
