import type { Command } from '../arguments/command.ts';
import { choice, from, list, optionalText, stateCommands, STRICT, text } from './flags.ts';

const memory = () => import('../commands/memory.ts');
const proposals = () => import('../commands/proposals.ts');
const ratchet = () => import('../commands/ratchet.ts');
const graph = () => import('../commands/graph.ts');
const principle = () => import('../commands/principle.ts');

const PROFILES = [
  'planning',
  'plan-review',
  'implementation',
  'code-review',
  'bug-hunt',
  'simplify',
  'validation',
  'custom',
];

/** What a project remembers, and what it holds itself to. */
export const MEMORY_COMMANDS: readonly Command[] = stateCommands([
  {
    name: 'memory-correct',
    about: 'Keep a rule that somebody had to state',
    args: 'RULE',
    flags: [
      optionalText('source', 'TEXT', 'What gave rise to it (default: the rule)'),
      text('trigger', 'A,B', 'Words that bring it up'),
      text('globs', 'A,B', 'Files that bring it up'),
      choice('severity', ['soft', 'hard'], 'Hard ones are always brought up'),
    ],
    example: 'maestro memory-correct "use npm ci" --trigger install,dependencies',
    load: from(memory, 'correct'),
  },
  {
    name: 'memory-recall',
    about: 'Show the corrections that fit a task',
    flags: [text('task', 'TEXT', 'What is to be done'), text('files', 'A,B', 'Files that it touches')],
    example: 'maestro memory-recall --task "install a package"',
    load: from(memory, 'recall'),
  },
  {
    name: 'memory-search',
    about: 'Find corrections and learnings by a text',
    args: 'TEXT',
    example: 'maestro memory-search npm',
    load: from(memory, 'search'),
  },
  {
    name: 'memory-learn',
    about: 'Keep what a session learned',
    flags: [text('content', 'TEXT', 'What was learned (required)')],
    example: 'maestro memory-learn --content "the test database needs a reset"',
    load: from(memory, 'learn'),
  },
  {
    name: 'memory-proposals',
    about: 'Show what Maestro proposes to remember: comments, corrections and mended checks',
    example: 'maestro memory-proposals',
    load: from(proposals, 'list'),
  },
  {
    name: 'memory-take',
    about: 'Keep a proposal in the memory, as it is or otherwise worded',
    args: 'PROPOSAL',
    flags: [
      text('text', 'TEXT', 'The rule, or what was learned, in your words'),
      text('trigger', 'A,B', 'Words that bring it up'),
      text('globs', 'A,B', 'Files that bring it up'),
      choice('severity', ['soft', 'hard'], 'Hard ones are always brought up'),
    ],
    example: 'maestro memory-take 3f9a0c11d2e4 --trigger install',
    load: from(proposals, 'take'),
  },
  {
    name: 'memory-drop',
    about: 'Forget a proposal: the same does not come again',
    args: 'PROPOSAL',
    example: 'maestro memory-drop 3f9a0c11d2e4',
    load: from(proposals, 'drop'),
  },
  {
    name: 'memory-compile',
    about: 'Turn the learnings into guidance for every worker prompt',
    flags: [text('summary', 'TEXT', 'The guidance (required)')],
    example: 'maestro memory-compile --summary "Reset the test database first."',
    load: from(memory, 'compile'),
  },
  {
    name: 'memory-stats',
    about: 'Count what is remembered',
    example: 'maestro memory-stats',
    load: from(memory, 'stats'),
  },
  {
    name: 'memory-lint',
    about: 'Show what in the memory deserves a look',
    example: 'maestro memory-lint',
    load: from(memory, 'lint'),
  },
  {
    name: 'ratchet-check',
    about: 'Look for every pattern that must not occur again',
    flags: [{ ...STRICT, about: 'End with status 1 when one occurs' }],
    example: 'maestro ratchet-check --strict',
    load: from(ratchet, 'check'),
  },
  {
    name: 'ratchet-promote',
    about: 'Turn a correction into a pattern that must not occur',
    args: 'CORRECTION',
    completes: 'correction',
    flags: [text('check', 'PATTERN', 'Regular expression (required)')],
    example: 'maestro ratchet-promote 2026-11-20-001 --check "npm install"',
    load: from(ratchet, 'promote'),
  },
  {
    name: 'graph-link',
    about: 'Say how this project depends on another',
    args: 'PROJECT',
    flags: [
      { name: 'consumes', about: 'This one uses the other' },
      { name: 'exposes', about: 'This one offers something to the other' },
      { name: 'shared-types', about: 'Both share types' },
      text('via', 'TEXT', 'Through what'),
    ],
    example: 'maestro graph-link web --consumes --via types/api.ts',
    load: from(graph, 'link'),
  },
  {
    name: 'graph-context',
    about: 'Show what this project has to do with others',
    example: 'maestro graph-context',
    load: from(graph, 'context'),
  },
  {
    name: 'principle',
    about: 'Principles that work is held to',
    example: 'maestro principle list',
    commands: [
      {
        name: 'list',
        about: 'Show principles',
        flags: [choice('profile', PROFILES, 'Only those of this profile')],
        example: 'maestro principle list --profile planning',
        load: from(principle, 'list'),
      },
      {
        name: 'add',
        about: 'Add a principle',
        flags: [
          text('id', 'ID', 'Lower-case letters, digits, dashes (required)'),
          text('name', 'TEXT', 'Its name (required)'),
          text('rule', 'TEXT', 'What it asks for (required)'),
          list('profiles', 'PROFILE', 'Where it holds (required)'),
          choice('mode', ['advisory', 'gate'], 'A gate is checked in handoffs (required)'),
          text('gate-field', 'FIELD', 'The field of a handoff that a gate looks at'),
          text('gate-check', 'CHECK', 'array_min_length:N, object_non_empty or array_all_passed'),
          choice('source', ['karpathy', 'custom'], 'Where it comes from'),
        ],
        example:
          'maestro principle add --id small-steps --name "Small steps" --rule "One thing a commit" --profiles implementation --mode advisory',
        load: from(principle, 'add'),
      },
      {
        name: 'remove',
        about: 'Remove a principle',
        args: 'ID',
        completes: 'principle',
        example: 'maestro principle remove small-steps',
        load: from(principle, 'remove'),
      },
      {
        name: 'effectiveness',
        aliases: ['stats'],
        about: 'Show how often principles helped',
        flags: [{ name: 'all', about: 'Also those with fewer than three outcomes' }],
        example: 'maestro principle effectiveness --all',
        load: from(principle, 'effectiveness'),
      },
    ],
  },
]);
