import type { Command } from '../arguments/command.ts';
import { choice, from, id, MILESTONE, MISSION, optionalText, stateCommands, STRICT, text } from './flags.ts';
import { VALIDATE_COMMAND } from './assertions.ts';
import { RUN_COMMANDS } from './mission-runs.ts';
import { COPIES, TOURNAMENT_COMMANDS } from './tournaments.ts';
import { AGENT, BOUNDS, MODE, MODEL, NICK, REACH } from './wishes.ts';
import { SCREENS } from '../missionControl/screens.ts';

const mission = () => import('../commands/mission.ts');
const feature = () => import('../commands/feature.ts');
const milestone = () => import('../commands/milestone.ts');
const checkpoint = () => import('../commands/checkpoint.ts');
const control = () => import('../commands/mission-control.ts');

const MISSION_STATUSES = ['approved', 'executing', 'paused', 'validating', 'completed', 'failed', 'rejected'];
const FEATURE_STATUSES = ['pending', 'assigned', 'in-progress', 'review', 'done', 'blocked'];
const FILE = { name: 'file', value: 'PATH', about: 'The plan; - reads standard input', completes: 'file' } as const;
const WORKFLOW = text('workflow', 'NAME', 'Take the milestones from a workflow, such as plan-implement');

/** Missions, and everything inside them. */
export const MISSION_COMMANDS: readonly Command[] = stateCommands([
  {
    name: 'mission',
    about: 'Create missions from plans and follow them',
    example: 'maestro mission list',
    commands: [
      {
        name: 'create',
        about: 'Create a mission from a plan',
        flags: [FILE, WORKFLOW],
        example: 'maestro mission create --file plan.json',
        load: from(mission, 'create'),
      },
      {
        name: 'validate-plan',
        about: 'Check a plan without creating anything',
        flags: [FILE, WORKFLOW],
        example: 'maestro mission validate-plan --file plan.json',
        load: from(mission, 'validatePlan'),
      },
      {
        name: 'import',
        about: 'Create a mission from an issue: each open task of its list is a feature',
        flags: [text('github', 'OWNER/REPO#N', 'The issue, or its address; read by your own gh (required)')],
        example: 'maestro mission import --github acme/shop#12',
        load: from(mission, 'fromIssue'),
      },
      {
        name: 'list',
        about: 'Show missions, newest first',
        flags: [
          text('status', 'STATUS', 'Only missions in this status'),
          text('limit', 'N', 'Show so many (default: 10)'),
        ],
        example: 'maestro mission list --status executing',
        load: from(mission, 'list'),
      },
      {
        name: 'show',
        about: 'Show a mission with the progress of its milestones',
        args: 'ID',
        completes: 'mission',
        example: 'maestro mission show 2026-11-20-001',
        load: from(mission, 'show'),
      },
      {
        name: 'approve',
        about: 'Approve a draft, so that work may begin',
        args: 'ID',
        completes: 'mission',
        example: 'maestro mission approve 2026-11-20-001',
        load: from(mission, 'approve'),
      },
      {
        name: 'reject',
        about: 'Reject a draft for good',
        args: 'ID',
        completes: 'mission',
        example: 'maestro mission reject 2026-11-20-001',
        load: from(mission, 'reject'),
      },
      {
        name: 'update',
        about: 'Change status, title or description',
        args: 'ID',
        completes: 'mission',
        flags: [
          choice('status', MISSION_STATUSES, 'New status'),
          optionalText('title', 'TEXT', 'New title'),
          optionalText('description', 'TEXT', 'New description'),
        ],
        example: 'maestro mission update 2026-11-20-001 --status paused',
        load: from(mission, 'update'),
      },
      ...RUN_COMMANDS,
      {
        name: 'graph',
        about: 'Draw the dependencies of a mission’s features',
        args: 'ID',
        completes: 'mission',
        flags: [choice('format', ['dot', 'mermaid'], 'Form (default: mermaid)')],
        example: 'maestro mission graph 2026-11-20-001 --format dot',
        load: from(mission, 'graph'),
      },
    ],
  },
  {
    name: 'feature',
    about: 'Show features, move them, write their prompts, and put agents to them',
    example: 'maestro feature list --mission 2026-11-20-001',
    commands: [
      {
        name: 'list',
        about: 'Show the features of a mission',
        flags: [MISSION, MILESTONE, choice('status', FEATURE_STATUSES, 'Only this status')],
        example: 'maestro feature list --mission 2026-11-20-001 --status review',
        load: from(feature, 'list'),
      },
      {
        name: 'update',
        about: 'Move a feature or store its report',
        args: 'FEATURE',
        completes: 'feature',
        flags: [
          MISSION,
          choice('status', FEATURE_STATUSES, 'New status'),
          text('report', 'JSON|@FILE', 'What the worker reports'),
          text('retry-reason', 'TEXT', 'Why it goes back to pending'),
          STRICT,
        ],
        example: 'maestro feature update auth-impl --mission 2026-11-20-001 --status review --report @report.json',
        load: from(feature, 'update'),
      },
      {
        name: 'prompt',
        about: 'Write the prompt for the worker of a feature',
        args: 'FEATURE',
        completes: 'feature',
        flags: [MISSION, { name: 'out', value: 'PATH', about: 'Write it to this file too', completes: 'file' }],
        example: 'maestro feature prompt auth-impl --mission 2026-11-20-001 --out prompt.md',
        load: from(feature, 'prompt'),
      },
      {
        name: 'launch',
        about: 'Put an agent to a feature, in a container that begins where the features before it ended',
        args: 'FEATURE',
        completes: 'feature',
        flags: [MISSION, AGENT, NICK, MODEL, MODE, ...COPIES, ...REACH, ...BOUNDS],
        rest: 'COMMAND…',
        example: 'maestro feature launch auth-impl --mission 2026-11-20-001 --agent claude',
        load: () => import('../commands/feature-launch.ts'),
      },
      ...TOURNAMENT_COMMANDS,
    ],
  },
  VALIDATE_COMMAND,
  {
    name: 'milestone',
    about: 'Show milestones and seal them',
    example: 'maestro milestone list --mission 2026-11-20-001',
    commands: [
      {
        name: 'list',
        about: 'Show the milestones of a mission with their progress',
        flags: [MISSION],
        example: 'maestro milestone list --mission 2026-11-20-001',
        load: from(milestone, 'list'),
      },
      {
        name: 'status',
        about: 'Show one milestone',
        args: 'MILESTONE',
        completes: 'milestone',
        flags: [MISSION],
        example: 'maestro milestone status implement --mission 2026-11-20-001',
        load: from(milestone, 'status'),
      },
      {
        name: 'seal',
        about: 'Seal a milestone whose assertions are all settled',
        args: 'MILESTONE',
        completes: 'milestone',
        flags: [MISSION, STRICT],
        example: 'maestro milestone seal implement --mission 2026-11-20-001',
        load: from(milestone, 'seal'),
      },
    ],
  },
  {
    name: 'checkpoint',
    about: 'Keep and bring back the state of a mission',
    example: 'maestro checkpoint save --mission 2026-11-20-001',
    commands: [
      {
        name: 'save',
        about: 'Keep what every feature and assertion is now',
        flags: [MISSION],
        example: 'maestro checkpoint save --mission 2026-11-20-001',
        load: from(checkpoint, 'save'),
      },
      {
        name: 'list',
        about: 'Show the checkpoints of a mission',
        flags: [MISSION],
        example: 'maestro checkpoint list --mission 2026-11-20-001',
        load: from(checkpoint, 'list'),
      },
      {
        name: 'load',
        about: 'Bring back the latest checkpoint, or the one of an id',
        flags: [
          MISSION,
          id('id', 'checkpoint', 'This checkpoint instead of the latest'),
          { name: 'dry-run', about: 'Show what would change and change nothing' },
        ],
        example: 'maestro checkpoint load --mission 2026-11-20-001 --dry-run',
        load: from(checkpoint, 'load'),
      },
    ],
  },
  {
    name: 'mission-control',
    about: 'Follow and steer a mission in this terminal; with a flag, print it as JSON or as drawn screens',
    flags: [
      id('mission', 'mission', 'This mission (default: the one under way)'),
      { name: 'preview', about: 'Draw a screen: mission-control --preview [SCREEN|all]' },
      { name: 'render-check', about: 'Draw every screen and check the frames' },
      { ...id('feature', 'feature', 'The feature to select'), with: ['preview'] },
      { ...id('handoff', 'handoff', 'The handoff to select'), with: ['preview'] },
      { ...text('size', 'WxH', 'Size of the frame, at least 40x20'), with: ['preview', 'render-check'] },
      { ...choice('format', ['plain', 'ansi'], 'Drawing'), with: ['preview'] },
      { name: 'once', about: 'Was removed: use --preview' },
    ],
    exclude: [['json', 'preview', 'render-check']],
    args: '[SCREEN]',
    completes: [...SCREENS, 'all'],
    example: 'maestro mission-control --preview dashboard --size 120x40 --format plain',
    load: from(control, 'run'),
  },
]);
