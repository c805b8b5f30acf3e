import type { Author } from '../../contract/authors.ts';
import { fail } from '../../engine/errors.ts';
import type { Call } from '../arguments/command.ts';

type Words = Pick<Call, 'flags' | 'args'>;

/** What an agent in a container may do with a command. */
interface Rule {
  /** What its argument has to be. */
  readonly argument?: 'mission' | 'feature' | 'text';
  readonly flags?: readonly string[];
  /** These flags take one of these values alone. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** What is not the agent's to say. */
  readonly said?: (author: Author) => Words['flags'];
  /** It changes something: kept with its author, and refused once another agent works on the feature. */
  readonly writes?: true;
}

const LISTS = ['decision', 'signal', 'artifact', 'read-more', 'risk', 'driver', 'divergence', 'boundary'];
const DONE = ['touched-file', 'completed', 'validation', 'assumption', 'verification-result'];
const REST = ['current-state', 'blind-spot', 'metaphor', 'milestone-id', 'scope-declaration', 'complexity-delta'];
const HANDOFF = ['mode', 'session-core', 'summary', 'next-action', 'confidence-work', 'confidence-summary'];

const COMMON = ['json', 'help'];

/** The commands of an agent in a container. What is not here, or with another option, is its user's. */
export const RULES: Readonly<Record<string, Rule>> = {
  help: { argument: 'text' },
  version: {},
  schema: { argument: 'text' },
  status: {},
  'mission show': { argument: 'mission' },
  'mission graph': { argument: 'mission', flags: ['format'] },
  'milestone list': { flags: ['mission'] },
  'feature list': { flags: ['mission', 'milestone', 'status'] },
  'feature prompt': { argument: 'feature', flags: ['mission'] },
  'feature update': {
    argument: 'feature',
    flags: ['mission', 'status', 'report', 'strict'],
    values: { status: ['in-progress', 'review'] },
    writes: true,
  },
  'validate show': { flags: ['mission', 'milestone'] },
  'reply write': {
    argument: 'feature',
    flags: ['mission', 'outcome', 'note', 'agent'],
    said: ({ container }) => ({ agent: true, source: container }),
    writes: true,
  },
  'reply list': { flags: ['mission'] },
  'handoff list': { flags: ['status'] },
  'handoff decode': { argument: 'text' },
  'handoff pickup': { flags: ['id', 'uki', 'paste'] },
  'handoff create': {
    flags: [...HANDOFF, ...LISTS, ...DONE, ...REST, 'uki', 'paste'],
    said: ({ of }) => ({ 'mission-id': of.mission, 'feature-id': of.feature }),
    writes: true,
  },
  'memory-recall': { flags: ['task', 'files'] },
  'memory-search': { argument: 'text' },
  'memory-stats': {},
  'memory-learn': { flags: ['content'], writes: true },
  'principle list': { flags: ['profile'] },
  note: { flags: ['content', 'list'], writes: true },
};

/** A command as an agent may give it: its mission is its own unless it says so. AGENT_MAY_NOT for commands and options that it has not. */
export function withOwnMission(path: string, { of }: Author, words: Words): Words {
  const rule = ruleOf(path);
  refuseFlags(path, rule, words);
  if (rule.flags?.includes('mission') !== true || words.flags['mission'] !== undefined) return words;
  return { ...words, flags: { ...words.flags, mission: of.mission } };
}

/**
 * The same command, its ids whole, with what is not the agent's to say, and whether it changes something. AGENT_MAY_NOT for
 * what is not its own, with all that it may do.
 */
export function allowed(
  path: string,
  author: Author,
  words: Words,
): { readonly words: Words; readonly writes: boolean } {
  const rule = ruleOf(path);
  refuseOthers(rule, author, words);
  const said = rule.said?.(author) ?? {};
  return { words: { ...words, flags: { ...words.flags, ...said } }, writes: rule.writes === true };
}

function ruleOf(path: string): Rule {
  const rule = RULES[path];
  if (rule === undefined) throw mayNot(`An agent may not run "maestro ${path}": that is its user's.`);
  return rule;
}

function refuseFlags(path: string, { flags = [], values = {} }: Rule, words: Words): void {
  for (const [name, value] of Object.entries(words.flags)) {
    if (value === undefined || COMMON.includes(name)) continue;
    if (!flags.includes(name)) throw mayNot(`An agent may not give --${name} to "maestro ${path}".`);
    const known = values[name];
    if (known !== undefined && !known.includes(String(value)))
      throw mayNot(`An agent may set --${name} to ${known.join(' or ')}, not to ${JSON.stringify(value)}.`);
    // The client in the container puts the text of a file there: the host has no business with files that an agent names.
    if (name === 'report' && String(value).startsWith('@'))
      throw mayNot('A report is JSON, or the name of a file in the container: --report @report.json');
  }
}

/** Everything that is not the agent's own. */
function refuseOthers({ argument }: Rule, { of }: Author, { flags, args }: Words): void {
  const mission = argument === 'mission' ? args[0] : flags['mission'];
  if (mission !== undefined && mission !== of.mission) throw mayNot(`This agent works on mission ${of.mission} alone.`);
  if (argument === 'feature' && args[0] !== of.feature)
    throw mayNot(`This agent works on feature ${of.feature} alone.`);
  if (argument === 'text' && args[0] === '-')
    throw mayNot('Standard input does not reach the host: give the text itself.');
}

/** AGENT_MAY_NOT, with what an agent may do. */
export function mayNot(sentence: string): Error {
  return fail('AGENT_MAY_NOT', sentence, {
    hints: [
      `In its container, an agent has these: ${Object.keys(RULES).join(', ')}.`,
      'The rest is for its user to do.',
    ],
  });
}
