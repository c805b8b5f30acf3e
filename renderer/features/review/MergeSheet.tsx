import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { MergeWay, Review } from '../../../electron/contract/review.ts';
import { tellFailure } from '../../client/told.ts';
import { whyText } from '../../client/write.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { count } from '../../ui/format.ts';
import { maestroLine } from '../../ui/shell.ts';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { sendIt } from '../talk/talk.ts';
import { WAY_WORDS, WAYS } from './merge-select.ts';
import { callOff, mergeIt } from './merging.ts';
import type { Meetings } from './queue-select.ts';
import { RefusalNote } from './RefusalNote.tsx';
import { NotRead } from './NotRead.tsx';
import { lookAgain, useCommitted } from './review.ts';
import { Risks } from './Risks.tsx';
import { useIsOpen } from './useIsOpen.ts';

interface MergeSheetProps {
  readonly container: Container;
  readonly meetings: Meetings | undefined;
  readonly onClose: () => void;
}

/** Says what a merge would do and what of it would act on this machine, then does it, or says why not. */
export function MergeSheet({ container, meetings, onClose }: MergeSheetProps): ReactNode {
  const committed = useCommitted(container.name);
  // What was read when it was open before may be over: the sheet speaks of what is there now.
  const review = committed.busy ? undefined : committed.value;
  const [way, setWay] = useState<MergeWay>('merge');
  const [typed, setTyped] = useState<string | null>(null);
  const [state, setState] = useState<{ busy: boolean; problem: Problem | null }>({ busy: false, problem: null });
  const field = useRef<HTMLInputElement>(null);
  const isOpen = useIsOpen();
  const leaves = useRef(false);
  const into = (typed ?? meetings?.base?.branch ?? '').trim();
  const target = into === '' ? 'the branch that is checked out' : into;
  const risks = review?.risks ?? [];
  const merge = async (): Promise<void> => {
    if (review === undefined) return;
    setState({ busy: true, problem: null });
    const problem = await mergeIt(container, { tip: review.tip, into: into === '' ? null : into, way });
    if (problem === null) onClose();
    else if (isOpen() && !leaves.current) setState({ busy: false, problem });
    else tellFailure(whyText(problem));
  };
  const isQuick = review !== undefined && risks.length === 0;
  useEffect(() => {
    if (isQuick) field.current?.focus();
  }, [isQuick]);
  const isHere = meetings?.base?.branch === into || into === '';
  const coming = review?.commits.filter(({ home }) => !(isHere && home)) ?? [];
  const isPossible = review !== undefined && coming.length > 0;
  return (
    <WriteSheet
      title={`Merge ${container.shortName}`}
      line={maestroLine('merge', container.shortName, ...flagsOf(way, typed === null ? '' : into))}
      verb={isPossible ? (risks.length === 0 ? 'Merge' : `Merge with ${count(risks.length, 'risk')}`) : null}
      busy="Merging…"
      asks={risks.length > 0}
      cancels
      width="w-160"
      write={{ busy: state.busy, problem: null, clear: () => setState({ busy: false, problem: null }) }}
      focus="leave"
      onSubmit={() => void merge()}
      onClose={() => {
        leaves.current = true;
        if (state.busy) void callOff(container);
        onClose();
      }}
    >
      {review === undefined ? (
        <NotRead state={committed} what="what is committed in the container" />
      ) : coming.length === 0 ? (
        <NothingCommitted container={container} review={review} onClose={onClose} />
      ) : (
        <>
          <p>
            {count(coming.length, 'commit')} of <code className="font-mono text-code">{review.branch}</code> with{' '}
            {count(review.files.length, 'changed file')} go into <code className="font-mono text-code">{target}</code>.{' '}
            {WAY_WORDS[way](target)}
          </p>
          <Risks risks={risks} />
          <div className="flex flex-wrap items-end gap-3">
            <Choice label="How" options={WAYS} value={way} onChange={setWay} />
            <Field
              ref={field}
              label="Into"
              mono
              className="min-w-40 flex-1"
              placeholder="the branch that is checked out"
              value={typed ?? into}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <Facts container={container} review={review} meetings={meetings} into={into} />
        </>
      )}
      {state.problem !== null && (
        <RefusalNote
          problem={state.problem}
          merging={{ into: into === '' ? null : into, way }}
          container={container}
          onDone={onClose}
          onLook={() => {
            setState({ busy: false, problem: null });
            void lookAgain();
          }}
        />
      )}
    </WriteSheet>
  );
}

function flagsOf(way: MergeWay, into: string): string[] {
  return [...(way === 'merge' ? [] : [`--${way}`]), ...(into === '' ? [] : ['--into', into])];
}

interface NothingProps {
  readonly container: Container;
  readonly review: Review;
  readonly onClose: () => void;
}

function NothingCommitted({ container, review, onClose }: NothingProps): ReactNode {
  const tell = async (): Promise<void> => {
    if (await sendIt(container, 'Commit what you have done so far.')) onClose();
  };
  return (
    <>
      <p>
        {review.commits.length === 0
          ? 'Nothing is committed since its start, and a merge takes commits only.'
          : 'All its commits are there already, and a merge takes commits only.'}{' '}
        {review.uncommitted > 0 && `${count(review.uncommitted, 'file')} wait for a commit.`}
      </p>
      {review.uncommitted > 0 && <Button onClick={() => void tell()}>Tell the agent to commit</Button>}
    </>
  );
}

interface FactsProps {
  readonly container: Container;
  readonly review: Review;
  readonly meetings: Meetings | undefined;
  readonly into: string;
}

/** What else one should know before. */
function Facts({ container, review, meetings, into }: FactsProps): ReactNode {
  const isHere = meetings?.base?.branch === into || into === '';
  const conflicts = isHere && meetings?.onto?.meeting === 'conflict' ? meetings.onto.conflicts : [];
  return (
    <ul className="list-disc space-y-0.5 pl-5 text-muted">
      {review.uncommitted > 0 && (
        <li>{count(review.uncommitted, 'file')} not committed: this stays in the container.</li>
      )}
      {conflicts.length > 0 && (
        <li className="text-warn wrap-anywhere">It conflicted when it was last compared: {conflicts.join(', ')}</li>
      )}
      <li className="wrap-anywhere">
        {isHere
          ? `The files in ${container.project.path} follow. Where they have changes of yours, nothing is done.`
          : 'Your files stay as they are, unless this branch is checked out: then they follow.'}
      </li>
      <li>It can be taken back for as long as the branch stays where this leaves it.</li>
    </ul>
  );
}
