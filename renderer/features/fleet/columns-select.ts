import type { Container } from '../../../electron/contract/containers.ts';
import { FLEET_COLUMNS, type FleetColumn } from '../../client/view.ts';
import { gitText } from '../container/git-select.ts';
import { credentialFact, isolationFact } from '../container/select.ts';

export const COLUMN_WORDS: Readonly<Record<FleetColumn, string>> = {
  state: 'State',
  container: 'Container',
  agent: 'Agent',
  task: 'Ask or task',
  git: 'Git',
  active: 'Active',
  'sign-in': 'Sign-in',
  isolation: 'Isolation',
};

/** A column that says the same in every row, and what it says. */
export interface Folded {
  readonly column: FleetColumn;
  readonly text: string;
}

type Say = (container: Container) => { readonly text: string; readonly isWell: boolean };

const SAYS: Partial<Record<FleetColumn, Say>> = {
  agent: ({ agent, model }) => ({ text: [agent, model].filter(Boolean).join(' '), isWell: true }),
  git: ({ git }) => ({ text: gitText(git) ?? 'not reported', isWell: true }),
  'sign-in': ({ credential }) => {
    const { tone, word } = credentialFact(credential, Date.now());
    return { text: tone === 'none' ? 'none' : word, isWell: tone === 'none' || tone === 'good' };
  },
  isolation: (container) => {
    const { tone, word } = isolationFact(container);
    return { text: word.toLowerCase(), isWell: tone === 'good' };
  },
};

/** Columns that say the same well-known thing in every row: they give their room to what differs. Trouble stays in its column. */
export function foldedColumns(containers: readonly Container[]): Folded[] {
  const [first, ...rest] = containers;
  if (first === undefined || rest.length === 0) return [];
  return FLEET_COLUMNS.flatMap((column) => {
    const say = SAYS[column];
    if (say === undefined) return [];
    const { text, isWell } = say(first);
    const isSame = isWell && rest.every((other) => say(other).text === text);
    return isSame ? [{ column, text }] : [];
  });
}

/** What the folded columns say, as one line. */
export function foldedWords(folded: readonly Folded[]): string {
  return folded.map(({ column, text }) => `${COLUMN_WORDS[column].toLowerCase()} ${text}`).join(', ');
}
