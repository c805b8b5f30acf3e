import { proofWords, type Score, type Scoreboard } from '../../contract/tournaments.ts';
import { dollars } from '../../contract/usage.ts';
import { agoCell } from './container-rows.ts';
import { table } from './printed-table.ts';
import { plain } from './text.ts';

const UNKNOWN = '?';

/** The copies of a feature, the best proven first, and what could not be seen of which. */
export function scoreTable({ scores, checks }: Pick<Scoreboard, 'scores' | 'checks'>): string {
  const rows = scores.map((score) => [
    score.shortName,
    score.model === null ? score.agent : `${score.agent} ${plain(score.model)}`,
    stateOf(score),
    proofWords(score.proofs, checks),
    score.tests === null ? '-' : testCell(score.tests),
    ...diffCells(score),
    score.comments === null ? UNKNOWN : String(score.comments),
    agoCell(score.seconds * 1000),
    score.usd === null ? UNKNOWN : dollars(score.usd),
  ]);
  const unseen = scores.flatMap((score) => score.unseen.map((why) => `${score.shortName}: ${plain(why)}`));
  return [table(TITLES, rows), ...(unseen.length === 0 ? [] : ['', ...unseen])].join('\n');
}

const TITLES = ['COPY', 'AGENT', 'STATE', 'PROOFS', 'TESTS', 'LINES', 'FILES', 'RISKS', 'COMMENTS', 'TIME', 'COST'];

function stateOf({ ended, handedIn, state }: Score): string {
  if (handedIn) return 'handed in';
  return ended === null ? (state ?? 'gone') : 'ended';
}

function testCell({ passed, failed, skipped }: NonNullable<Score['tests']>): string {
  return `${passed} of ${passed + failed + skipped}`;
}

function diffCells({ diff }: Score): string[] {
  if (diff === null) return [UNKNOWN, UNKNOWN, UNKNOWN];
  const { added, removed, files, risks, uncommitted } = diff;
  return [`+${added} -${removed}`, `${files}${uncommitted === 0 ? '' : ` (${uncommitted} open)`}`, String(risks)];
}
