import { type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react';
import type { PlacedComment } from '../../../electron/contract/comments.ts';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Review } from '../../../electron/contract/review.ts';
import { useView } from '../../client/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { startContainers, useActions } from '../container/actions.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { TalkBar } from '../talk/TalkBar.tsx';
import { ChangedFiles } from './ChangedFiles.tsx';
import { Commits } from './Commits.tsx';
import { countsOf, inOrder, pathOf } from './comments/comment-select.ts';
import type { Target } from './comments/CommentedLines.tsx';
import { type CommentsState, useComments } from './comments/comments.ts';
import { CommentsPart } from './comments/CommentsPart.tsx';
import { Tray, useWaiting, type Waiting } from './comments/Tray.tsx';
import { FileDiff, showDiff } from './FileDiff.tsx';
import { MeetingsNote } from './MeetingsNote.tsx';
import { patchFiles } from './diff/patch-select.ts';
import { type Meetings, workStamp, workText } from './queue-select.ts';
import { ALL_OF_IT, lookAgain, type Part, useLook } from './review.ts';
import { Risks } from './Risks.tsx';
import { Scope } from './Scope.tsx';
import { WorkActions } from './WorkActions.tsx';
import { WorkHeader } from './WorkHeader.tsx';

interface WorkProps {
  readonly container: Container;
  /** Undefined: not compared yet. */
  readonly meetings: Meetings | undefined;
  readonly files: RefObject<HTMLDivElement | null>;
  /** Takes the focus back to the queue. */
  readonly onLeave: () => void;
}

/** What one container did: what of it would act on this machine first, then its files and commits. */
export function Work(props: WorkProps): ReactNode {
  const { container, onLeave } = props;
  return (
    <section aria-label={`Work of ${container.shortName}`} className="flex min-h-0 min-w-0 flex-1 flex-col">
      {container.docker === 'running' ? <Given {...props} /> : <Down container={container} />}
      <TalkBar container={container} onLeave={onLeave} />
    </section>
  );
}

/** Only a running container gives its commits. */
function Down({ container }: { readonly container: Container }): ReactNode {
  const busy = useActions((state) => state.busy[container.name]);
  return (
    <>
      <WorkHeader container={container} at={null} busy={false} />
      <div className="flex flex-1 flex-col items-center justify-center gap-3 px-6 text-center">
        <p className="text-title font-semibold">{container.shortName} is down</p>
        <p className="max-w-100 text-muted">
          It has {workText(container) || 'nothing that it reported'}. Only a running container can show and give its
          work.
        </p>
        <Button look="primary" disabled={busy !== undefined} onClick={() => void startContainers([container.name])}>
          {busy ?? 'Start it'}
        </Button>
      </div>
    </>
  );
}

/** What was chosen to be shown is there no more. */
const GONE: ReadonlySet<string> = new Set(['TURN_UNKNOWN', 'COMMIT_UNKNOWN']);

function Given({ container, meetings, files }: WorkProps): ReactNode {
  const stamp = workStamp(container);
  const [scope, setScope] = useState<Part>(ALL_OF_IT);
  const blanks = useView(({ showsBlanks }) => showsBlanks);
  const look = useLook(container.name, { ...scope, blanks }, stamp);
  const comments = useComments(container, look.value?.review);
  const waiting = useWaiting(container, comments.comments);
  useShortcuts({ 'look-again': () => void lookAgain() });
  const isOld = look.value !== undefined && look.value.stamp !== stamp;
  return (
    <>
      <WorkHeader container={container} at={look.at} busy={look.busy}>
        <WorkActions container={container} meetings={meetings} />
      </WorkHeader>
      <div className="@container min-h-0 flex-1 overflow-y-auto">
        {GONE.has(look.problem?.code ?? '') && (
          <p className="px-4 pt-3">
            <Button onClick={() => setScope(ALL_OF_IT)}>Show all of it</Button>
          </p>
        )}
        <Reading state={look} what={`the work of ${container.shortName}`}>
          {({ review }) => (
            <Seen
              review={review}
              comments={comments}
              waiting={waiting}
              onScope={setScope}
              meetings={meetings}
              files={files}
              note={isOld ? `It has gone on since this was read: ${workText(container) || 'nothing is left'}.` : null}
            />
          )}
        </Reading>
      </div>
      <Tray waiting={waiting} place="bar" />
    </>
  );
}

interface SeenProps {
  readonly review: Review;
  readonly comments: CommentsState;
  readonly waiting: Waiting;
  readonly onScope: (part: Part) => void;
  readonly meetings: Meetings | undefined;
  readonly files: RefObject<HTMLDivElement | null>;
  readonly note: string | null;
}

function Seen({ review, comments: state, waiting, onScope, meetings, files, note }: SeenProps): ReactNode {
  const [wanted, setWanted] = useState<string | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const sections = useMemo(() => patchFiles(review.patch ?? ''), [review.patch]);
  const first = review.files.find(({ path }) => review.risks.some((risk) => risk.path === path)) ?? review.files[0];
  const chosen = review.files.find(({ path }) => path === wanted) ?? first;
  const step = (by: number) => () => {
    const at = chosen === undefined ? -1 : review.files.indexOf(chosen);
    choose(review.files[Math.min(review.files.length - 1, Math.max(0, at + by))]?.path ?? null);
  };
  const choose = (path: string | null): void => {
    setTarget(null);
    setWanted(path);
  };
  const comments = useMemo(() => inOrder(state.comments, review.files), [state.comments, review.files]);
  const paths = useMemo(() => new Set(review.files.map(({ path }) => path)), [review.files]);
  const counts = useMemo(() => countsOf(comments), [comments]);
  const jump = (comment: PlacedComment | undefined): void => {
    if (comment === undefined) return;
    setTarget({ id: comment.id });
    setWanted(pathOf(comment));
  };
  const jumpBy = (by: 1 | -1) => () => {
    const at = comments.findIndex(({ id }) => id === target?.id);
    jump(comments.at(at === -1 ? (by === 1 ? 0 : -1) : (at + by) % comments.length));
  };
  useEffect(() => {
    if (wanted !== null && target === null) showDiff();
  }, [wanted, target]);
  useShortcuts({
    'next-file': step(1),
    'previous-file': step(-1),
    ...(comments.length > 0 ? { 'next-comment': jumpBy(1), 'previous-comment': jumpBy(-1) } : {}),
  });
  return (
    <>
      <div className="space-y-4 px-4 py-3">
        {note !== null && (
          <p role="status" className="flex flex-wrap items-center gap-2 rounded-lg bg-accent-soft px-3 py-2">
            <span className="min-w-0 flex-1">{note}</span>
            <Button onClick={() => void lookAgain()}>Look again</Button>
          </p>
        )}
        {review.rewritten && (
          <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2">
            <strong className="font-medium">History was written anew.</strong> The branch no longer contains the commit
            that the container began at, so this difference may hide changes. A merge is refused: fetch it, and look at
            it with git.
          </p>
        )}
        <Tray waiting={waiting} place="inline" />
        <Scope review={review} onChange={onScope} />
        <Risks risks={review.risks} onChoose={choose} />
        <MeetingsNote name={review.container} meetings={meetings} />
        <CommentsPart
          state={state}
          comments={comments}
          paths={paths}
          name={review.container}
          current={target?.id ?? null}
          onJump={jump}
        />
        <Commits
          commits={review.commits}
          shown={review.commit?.oid ?? null}
          onChoose={(commit) => onScope({ since: 'commit', commit })}
        />
      </div>
      {chosen === undefined ? (
        <p className="px-4 pb-4 text-muted">Nothing differs from where this begins.</p>
      ) : (
        <div className="border-t border-line @min-[50rem]:grid @min-[50rem]:grid-cols-[16rem_minmax(0,1fr)]">
          <ChangedFiles
            ref={files}
            files={review.files}
            risks={review.risks}
            chosen={chosen.path}
            counts={counts}
            onChoose={choose}
            onStep={step}
          />
          <FileDiff
            key={chosen.path}
            review={review}
            file={chosen}
            sections={sections}
            comments={comments}
            target={target}
          />
        </div>
      )}
    </>
  );
}
