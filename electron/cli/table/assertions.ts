import type { Command } from '../arguments/command.ts';
import { choice, from, list, MILESTONE, MISSION, text } from './flags.ts';

const validate = () => import('../commands/validate.ts');
const proofs = () => import('../commands/proofs.ts');

const RESULTS = ['pending', 'passed', 'failed', 'blocked', 'waived'];

/** What shows, judges and proves the assertions of a mission. */
export const VALIDATE_COMMAND: Command = {
  name: 'validate',
  about: 'Show and judge the assertions of a mission',
  example: 'maestro validate show --mission 2026-11-20-001',
  commands: [
    {
      name: 'show',
      about: 'Show assertions with their evidence',
      flags: [MISSION, MILESTONE, { name: 'proof', about: 'With their checks, and what the last run of each says' }],
      example: 'maestro validate show --mission 2026-11-20-001 --milestone implement',
      load: from(validate, 'show'),
    },
    {
      name: 'update',
      about: 'Judge an assertion',
      args: 'ASSERTION',
      completes: 'assertion',
      flags: [
        MISSION,
        choice('result', RESULTS, 'Result (required)'),
        text('evidence', 'TEXT', 'What proves it'),
        text('reason', 'TEXT', 'Why it is waived, or revised'),
        { name: 'revise', about: 'Change a settled result; needs --reason' },
      ],
      example:
        'maestro validate update auth-impl-assertion-1 --mission 2026-11-20-001 --result passed --evidence "npm test"',
      load: from(validate, 'update'),
    },
    {
      name: 'check',
      about: 'Say by which command an assertion is found out',
      args: 'ASSERTION',
      completes: 'assertion',
      flags: [
        MISSION,
        text('command', 'LINE', 'The command line, such as "npm test"'),
        text('folder', 'PATH', 'Where it runs (default: the root of the project)'),
        text('timeout', 'SECONDS', 'How long it may take (default: 600)'),
        text('exit', 'CODE', 'The exit code of a pass (default: 0)'),
        text('pattern', 'PATTERN', 'An extended regular expression that a line of its output must match'),
        text('min-tests', 'N', 'At least so many tests must run (default: 1; 0 for what is no test)'),
        list('files', 'PATH', 'Files that the work must leave as they are, beside tests'),
        { name: 'remove', about: 'Take the check away' },
      ],
      exclude: [['command', 'remove']],
      example: 'maestro validate check auth-impl-assertion-1 --mission 2026-11-20-001 --command "npm test -- auth"',
      load: from(proofs, 'check'),
    },
    {
      name: 'run',
      about: 'Prove assertions: run their checks in fresh containers, on the commit of each feature',
      args: '[ASSERTION…]',
      completes: 'assertion',
      flags: [
        MISSION,
        text('commit', 'COMMIT', 'Check this commit instead of the last one of each feature'),
        { name: 'accept-changes', about: 'You looked at the tests that the work changed: let them count' },
      ],
      example: 'maestro validate run --mission 2026-11-20-001',
      load: from(proofs, 'run'),
    },
  ],
};
