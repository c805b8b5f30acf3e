import type { Command, Flag } from '../arguments/command.ts';
import { from, MISSION } from './flags.ts';
import { AGENT, BOUNDS, MODE, MODEL, NICK, REACH } from './wishes.ts';

const tournament = () => import('../commands/feature-tournament.ts');

const HINT: Flag = { name: 'hint', value: 'TEXT', about: 'What it is to look at most' };

/** Several agents at one feature. */
export const COPIES: readonly Flag[] = [
  { name: 'copies', value: 'N', about: 'Put so many agents to it, 2 to 8, and pick one of their works' },
  {
    name: 'with',
    value: 'AGENT[:MODEL]',
    many: true,
    with: ['copies'],
    about: 'Which agent a copy has, such as claude:opus; repeated: one each, in turn',
  },
  {
    name: 'hint',
    value: 'TEXT',
    many: true,
    maybeEmpty: true,
    with: ['copies'],
    about: 'What a copy is to do otherwise than the others; repeated: one each, in turn',
  },
];

/** What is done with the copies of a feature. */
export const TOURNAMENT_COMMANDS: readonly Command[] = [
  {
    name: 'scores',
    about: 'Compare the copies of a feature: proofs, tests, changes, risks, comments, time, cost',
    args: 'FEATURE',
    completes: 'feature',
    flags: [MISSION, { name: 'prove', about: 'Run the feature’s checks on each copy first' }],
    example: 'maestro feature scores auth-impl --mission 2026-11-20-001 --prove',
    load: from(tournament, 'scores'),
  },
  {
    name: 'pick',
    about: 'Make the work of one copy the feature’s; the others go to the trash',
    args: 'FEATURE',
    completes: 'feature',
    flags: [
      MISSION,
      { name: 'copy', value: 'NAME', about: 'The container whose work it is (required)', completes: 'container' },
      { name: 'keep-others', about: 'Leave the other containers where they are' },
      { name: 'force', about: 'Do not ask' },
    ],
    example: 'maestro feature pick auth-impl --mission 2026-11-20-001 --copy auth-impl-2',
    load: from(tournament, 'pick'),
  },
  {
    name: 'combine',
    about: 'Put one more agent to a feature, with the branches of all copies, to take the best of each',
    args: 'FEATURE',
    completes: 'feature',
    flags: [MISSION, AGENT, NICK, MODEL, MODE, HINT, ...REACH, ...BOUNDS],
    rest: 'COMMAND…',
    example: 'maestro feature combine auth-impl --mission 2026-11-20-001 --agent claude',
    load: from(tournament, 'combine'),
  },
];
