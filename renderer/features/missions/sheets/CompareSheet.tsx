import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { Score } from '../../../../electron/contract/tournaments.ts';
import { Button } from '../../../ui/Button.tsx';
import { count } from '../../../ui/format.ts';
import { Reading } from '../../../ui/Reading.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { cx } from '../../../ui/cx.ts';
import { DiffLine } from '../../review/diff/DiffLine.tsx';
import { partOf, patchFiles, patchLines } from '../../review/diff/patch-select.ts';
import { useColours } from '../../review/diff/useColours.ts';
import { ALL_OF_IT, type LookState, type Looked, useLook } from '../../review/review.ts';
import type { FeatureSheetProps } from '../mission/missionParts.ts';
import { openDialog } from '../mission/dialogs.ts';
import { type BothFile, bothFiles } from '../mission/tournament-select.ts';
import { useScores } from '../mission/useScores.ts';

/** What two copies of a feature changed, file by file, beside each other. */
export function CompareSheet({ here, feature }: FeatureSheetProps): ReactNode {
  const state = useScores(here, feature);
  const leave = useRef<HTMLButtonElement>(null);
  const back = (): void => openDialog({ kind: 'scores', feature });
  return (
    <Sheet title={`Copies of ${feature}, side by side`} open onClose={back} width="w-[96vw]" focus={leave}>
      <Reading state={state} what="the copies">
        {({ scores }) => <Both scores={scores.filter(({ state: is }) => is !== null)} />}
      </Reading>
      <footer className="flex justify-end border-t border-line px-5 py-3">
        <Button ref={leave} onClick={back}>
          Back to the scores
        </Button>
      </footer>
    </Sheet>
  );
}

function Both({ scores }: { readonly scores: readonly Score[] }): ReactNode {
  const [left, setLeft] = useState<string | undefined>(scores[0]?.container);
  const [right, setRight] = useState<string | undefined>(scores[1]?.container);
  const [one, other] = [left, right].map((name) => scores.find(({ container }) => container === name));
  if (one === undefined || other === undefined)
    return <p className="px-5 pb-4 text-muted">Fewer than two copies have a container that could be looked into.</p>;
  const options = scores.map(({ container, shortName }) => ({ value: container, word: shortName }));
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="grid grid-cols-2 gap-4 px-5">
        <SelectField label="Left" hint="" options={options} value={one.container} onChange={setLeft} />
        <SelectField label="Right" hint="" options={options} value={other.container} onChange={setRight} />
      </div>
      <Files key={`${one.container} ${other.container}`} one={one} other={other} />
    </div>
  );
}

const SCOPE = { ...ALL_OF_IT, blanks: true };

interface PairProps {
  readonly one: Score;
  readonly other: Score;
}

function Files({ one, other }: PairProps): ReactNode {
  const [left, right] = [useLook(one.container, SCOPE, ''), useLook(other.container, SCOPE, '')];
  const [chosen, setChosen] = useState<string>();
  const files = bothFiles(left.value?.review.files ?? [], right.value?.review.files ?? []);
  const path = files.find((file) => file.path === chosen)?.path ?? files[0]?.path;
  return (
    <div className="flex min-h-0 flex-1 flex-col pt-2">
      <ul aria-label="Changed files" className="max-h-32 shrink-0 overflow-y-auto border-y border-line px-3 py-1">
        {files.map((file) => (
          <li key={file.path}>
            <button
              type="button"
              aria-current={file.path === path}
              onClick={() => setChosen(file.path)}
              className={cx(
                'focus-inset flex w-full gap-3 rounded-md px-2 py-0.5 text-left',
                file.path === path ? 'bg-press' : 'hover:bg-hover',
              )}
            >
              <code className="min-w-0 flex-1 truncate font-mono text-code">{file.path}</code>
              <span className="tabular shrink-0 text-small text-muted">{sidesText(file)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="grid min-h-0 flex-1 grid-cols-2 divide-x divide-line">
        <Side score={one} look={left} path={path} />
        <Side score={other} look={right} path={path} />
      </div>
    </div>
  );
}

function sidesText({ one, other }: BothFile): string {
  return [one, other].map((side) => side ?? 'as it was').join(' | ');
}

interface SideProps {
  readonly score: Score;
  readonly look: LookState<Looked>;
  readonly path: string | undefined;
}

function Side({ score, look, path }: SideProps): ReactNode {
  return (
    <div tabIndex={0} role="group" aria-label={score.shortName} className="focus-inset min-h-0 overflow-auto py-2">
      <Reading state={look} what="the changes">
        {({ review }) =>
          path === undefined ? (
            <p className="px-4 text-muted">It changed nothing.</p>
          ) : (
            <FileSide patch={review.patch ?? ''} cut={review.cut} path={path} />
          )
        }
      </Reading>
    </div>
  );
}

/** More at once would be felt. */
const AT_ONCE = 1000;

interface FileSideProps {
  readonly patch: string;
  readonly cut: boolean;
  readonly path: string;
}

function FileSide({ patch, cut, path }: FileSideProps): ReactNode {
  const sections = useMemo(() => patchFiles(patch), [patch]);
  const part = partOf(sections, path, cut);
  const all = useMemo(() => (part.section === '' ? [] : patchLines(part.section)), [part.section]);
  const lines = useMemo(() => all.slice(0, AT_ONCE), [all]);
  const colours = useColours(lines, path);
  if (!part.whole) return <p className="px-4 text-muted">The whole difference is too long: look at it in Review.</p>;
  if (all.length === 0) return <p className="px-4 text-muted">It leaves this file as it was.</p>;
  return (
    <div className="font-mono text-code">
      {lines.map((line, at) => (
        <DiffLine key={at} line={line} at={at} isCurrent={false} isPicked={false} pieces={colours.get(at)} />
      ))}
      {all.length > AT_ONCE && (
        <p className="px-4 py-2 font-sans text-muted">
          The first {AT_ONCE.toLocaleString('en')} of {count(all.length, 'line')}. Review shows the rest.
        </p>
      )}
    </div>
  );
}
