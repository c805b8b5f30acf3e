import type { ReactNode } from 'react';
import { proofWords, type Score, type Scoreboard } from '../../../../electron/contract/tournaments.ts';
import { dollars } from '../../../../electron/contract/usage.ts';
import { placeHash } from '../../../client/place.ts';
import { cx } from '../../../ui/cx.ts';
import { span } from '../../../ui/format.ts';
import { closeDialog } from '../mission/dialogs.ts';
import { changeCell, standCell } from '../mission/tournament-select.ts';

interface ScoreTableProps {
  readonly board: Scoreboard;
  readonly picked: string | null;
  readonly onPick: (container: string) => void;
}

/** The copies of a feature, the best proven first. */
export function ScoreTable({ board: { scores, checks }, picked, onPick }: ScoreTableProps): ReactNode {
  return (
    <div className="overflow-x-auto">
      <table aria-label="Copies" className="tabular w-full text-left">
        <thead className="text-small text-muted">
          <tr className="border-b border-line">
            {['Copy', 'Stands', 'Proofs', 'Tests', 'Changes', 'Comments', 'Time', 'Cost'].map((title) => (
              <th key={title} className="py-1.5 pr-3 font-normal">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="radiogroup" aria-label="The one to pick">
          {scores.map((score) => (
            <Row
              key={score.container}
              score={score}
              checks={checks}
              isPicked={score.container === picked}
              onPick={() => onPick(score.container)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly score: Score;
  readonly checks: number;
  readonly isPicked: boolean;
  readonly onPick: () => void;
}

function Row({ score, checks, isPicked, onPick }: RowProps): ReactNode {
  const { container, shortName, agent, model, ended, proofs, tests, diff, comments, seconds, usd, unseen } = score;
  const cells = [
    proofWords(proofs, checks),
    tests === null ? 'none ran' : `${tests.passed} of ${tests.passed + tests.failed + tests.skipped}`,
    null,
    comments === null ? 'not known' : String(comments),
    span(seconds * 1000),
    usd === null ? 'not known' : dollars(usd),
  ];
  return (
    <tr className={cx('border-b border-line/70 align-top last:border-0', isPicked && 'bg-press')}>
      <td className="py-2 pr-3 pl-1">
        <label className="flex items-start gap-2">
          <input type="radio" name="copy" checked={isPicked} onChange={onPick} className="mt-1 accent-accent" />
          <span className="min-w-0">
            <span className="block max-w-64 truncate font-medium" title={shortName}>
              {shortName}
            </span>
            <span className="block text-small text-muted">{model === null ? agent : `${agent} ${model}`}</span>
          </span>
        </label>
      </td>
      <td className="py-2 pr-3">
        {standCell(score)}
        {[...(ended === null ? [] : [ended]), ...unseen].map((why) => (
          <span key={why} className="block max-w-48 text-small break-words text-muted">
            {why}
          </span>
        ))}
      </td>
      {cells.map((cell, at) => (
        <td key={at} className={cx('py-2 pr-3', at === 0 && proofs.failed > 0 && 'text-bad')}>
          {cell ?? (
            <a
              className="text-accent hover:underline"
              href={placeHash({ at: 'review', name: container })}
              onClick={closeDialog}
            >
              {changeCell(diff)}
            </a>
          )}
        </td>
      ))}
    </tr>
  );
}
