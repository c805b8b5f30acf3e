import type { Command } from '../arguments/command.ts';
import { choice, from, id, list, optionalText, stateCommands, text } from './flags.ts';
import { MODE, MODEL } from './wishes.ts';

const create = () => import('../commands/handoff-create.ts');
const handoff = () => import('../commands/handoff.ts');

const STATUSES = ['pending', 'picked-up', 'completed'];
const FORMS = [
  { name: 'uki', about: 'Print the packet alone' },
  { name: 'paste', about: 'Print the packet with an instruction for a general agent' },
] as const;

const FORMS_EXCLUDE = [['json', 'uki', 'paste']];

/** Handoffs: work that goes from one session to the next. */
export const HANDOFF_COMMANDS: readonly Command[] = stateCommands([
  {
    name: 'handoff',
    about: 'Pass work from one session to the next',
    example: 'maestro handoff pickup --claim --agent codex',
    commands: [
      {
        name: 'create',
        about: 'Write a handoff; branch, changed files and the mission are added by themselves',
        flags: [
          choice('mode', ['plan', 'execute'], 'What is handed over (required)'),
          text('session-core', 'TEXT', 'What the session was about (required)'),
          text('summary', 'TEXT', 'At most 139 characters (required)'),
          text('next-action', 'TEXT', 'The next concrete step (required)'),
          text('confidence-work', 'N', 'From 0 to 1; this or the next one is required'),
          text('confidence-summary', 'N', 'From 0 to 1'),
          optionalText('current-state', 'TEXT', 'Where the work stands'),
          optionalText('blind-spot', 'TEXT', 'What may have been overlooked'),
          optionalText('metaphor', 'TEXT', 'An image for it'),
          optionalText('agent', 'NAME', 'Who hands over (default: found by itself)'),
          optionalText('session-id', 'ID', 'Session (default: found by itself)'),
          { ...id('mission-id', 'mission', 'Mission (default: the one under way)'), maybeEmpty: true },
          { ...id('feature-id', 'feature', 'Feature'), maybeEmpty: true },
          { ...id('milestone-id', 'milestone', 'Milestone'), maybeEmpty: true },
          optionalText('plan-ref', 'REF', 'Plan'),
          optionalText('spec-ref', 'REF', 'Specification'),
          list('decision', 'TOKEN', 'Decisions that were made'),
          list('signal', 'TOKEN', 'What changed in what is known'),
          list('artifact', 'TOKEN', 'Further anchors'),
          list('read-more', 'TOKEN', 'Where to read on'),
          list('risk', 'TOKEN', 'Risks'),
          list('driver', 'TOKEN', 'What drove the decisions'),
          list('divergence', 'TOKEN', 'Where it left the plan'),
          list('boundary', 'TOKEN', 'What must not be touched'),
          list('plan-path-item', 'TOKEN', 'Plan files (plan mode)'),
          list('maestro-sync', 'TOKEN', 'What must be carried into Maestro (plan mode)'),
          list('touched-file', 'TOKEN', 'Files that were changed (execute mode)'),
          list('completed', 'TOKEN', 'What is done (execute mode)'),
          list('validation', 'TOKEN', 'What was verified (execute mode)'),
          list('assumption', 'TEXT', 'Assumptions that the work rests on'),
          optionalText('scope-declaration', 'JSON', 'File to reason, as an object of texts'),
          list('verification-result', 'STEP:RESULT', 'Such as "npm test:passed"'),
          optionalText('complexity-delta', 'JSON', 'What became simpler or harder'),
          ...FORMS,
        ],
        exclude: FORMS_EXCLUDE,
        example:
          'maestro handoff create --mode execute --session-core auth_flow --summary Auth_flow_ready --next-action review_it --confidence-work 0.9',
        load: from(create, 'create'),
      },
      {
        name: 'pickup',
        about: 'Print the newest pending handoff, with --claim take it, with --launch put the next agent to it',
        flags: [
          { ...id('id', 'handoff', 'This one'), maybeEmpty: true },
          { name: 'claim', about: 'Take it: nobody else can then' },
          text('agent', 'NAME', 'Who takes it; with --launch, the program that goes on'),
          { name: 'launch', about: 'Make a container that goes on with its feature, where the work so far ends' },
          { ...MODEL, with: ['launch'] },
          { ...MODE, with: ['launch'] },
          {
            ...text('lease', 'TIME', 'How long the claim holds, such as 30m or 2h (default: for good)'),
            with: ['claim'],
          },
          ...FORMS,
        ],
        exclude: [
          ['json', 'uki', 'paste'],
          ['launch', 'claim', 'uki', 'paste'],
        ],
        rest: 'COMMAND…',
        example: 'maestro handoff pickup --claim --agent codex',
        load: from(handoff, 'pickup'),
      },
      {
        name: 'list',
        about: 'Show handoffs, newest first',
        flags: [choice('status', STATUSES, 'Only this status')],
        example: 'maestro handoff list --status pending',
        load: from(handoff, 'list'),
      },
      {
        name: 'release',
        about: 'Give a handoff back, so that somebody else can take it',
        args: 'ID',
        completes: 'handoff',
        flags: [
          text('agent', 'NAME', 'Its owner'),
          { name: 'force', short: 'f', about: 'Take it away from its owner' },
        ],
        example: 'maestro handoff release 2026-11-20-001 --agent codex',
        load: from(handoff, 'release'),
      },
      {
        name: 'decode',
        about: 'Explain a packet block by block, as printed, pasted or quoted; - reads standard input',
        args: 'UKI',
        example: 'maestro handoff decode "MODE-execute|CURRENT_STATE-…"',
        load: from(handoff, 'decode'),
      },
      {
        name: 'verify',
        about: 'Compare what a handoff says with what git says',
        args: 'ID',
        completes: 'handoff',
        example: 'maestro handoff verify 2026-11-20-001',
        load: from(handoff, 'verify'),
      },
    ],
  },
]);
