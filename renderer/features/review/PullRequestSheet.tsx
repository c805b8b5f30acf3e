import { type ReactNode, useState } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { PullRequest, PullRequestPlan } from '../../../electron/contract/pullRequests.ts';
import type { Review } from '../../../electron/contract/review.ts';
import { tellFailure } from '../../client/told.ts';
import { whyText, write } from '../../client/write.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { count } from '../../ui/format.ts';
import { maestroLine } from '../../ui/shell.ts';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { NotRead } from './NotRead.tsx';
import { finalText, madeText, PullRequestMade } from './PullRequestMade.tsx';
import { useCommitted, usePlan } from './review.ts';
import { Risks } from './Risks.tsx';
import { useIsOpen } from './useIsOpen.ts';

interface PullRequestSheetProps {
  readonly container: Container;
  readonly onClose: () => void;
}

/** What may be asked for beside what the plan says. */
interface Wish {
  readonly branch: string;
  readonly into: string;
  readonly form: 'ready' | 'draft';
}

const FORMS = [
  { value: 'ready', word: 'Ready' },
  { value: 'draft', word: 'Draft' },
] as const;

/** Says what would be pushed and where to, then does it, and keeps how that ended on screen. */
export function PullRequestSheet({ container, onClose }: PullRequestSheetProps): ReactNode {
  const committed = useCommitted(container.name);
  const planned = usePlan(container.name);
  const review = committed.busy ? undefined : committed.value;
  const plan = planned.busy ? undefined : planned.value;
  const [wish, setWish] = useState<Wish>({ branch: '', into: '', form: 'ready' });
  const [made, setMade] = useState<PullRequest | null>(null);
  const [state, setState] = useState<{ busy: boolean; problem: Problem | null }>({ busy: false, problem: null });
  const isOpen = useIsOpen();
  const open = async (tip: string): Promise<void> => {
    setState({ busy: true, problem: null });
    const answer = await write(
      (writer) => writer.pullRequests.open({ name: container.name, tip, ...askedFor(wish) }),
      (value) => (isOpen() ? { shown: 'the sheet' } : { text: madeText(value), final: finalText(value) }),
    );
    if (answer.ok && isOpen()) setMade(answer.value);
    else if (!answer.ok && !isOpen()) tellFailure(whyText(answer.problem));
    setState({ busy: false, problem: answer.ok ? null : answer.problem });
  };
  if (made !== null) return <PullRequestMade made={made} onClose={onClose} />;
  const isPossible = review !== undefined && plan !== undefined && review.commits.length > 0;
  return (
    <WriteSheet
      title={`Pull request of ${container.shortName}`}
      line={maestroLine('pr', container.shortName, ...flagsOf(wish))}
      verb={isPossible ? verbOf(plan, review) : null}
      busy={plan?.left === null ? 'Pushing…' : 'Fetching…'}
      asks
      width="w-160"
      write={{ ...state, clear: () => setState({ busy: false, problem: null }) }}
      onSubmit={() => void (review !== undefined && open(review.tip))}
      onClose={onClose}
    >
      {review === undefined ? (
        <NotRead state={committed} what="what is committed in the container" />
      ) : plan === undefined ? (
        <NotRead state={planned} what="where it would go" />
      ) : review.commits.length === 0 ? (
        <p>Nothing is committed since its start, and a pull request takes commits only.</p>
      ) : (
        <>
          <Said review={review} plan={plan} branch={wish.branch.trim() || plan.branch} />
          <Risks risks={review.risks} />
          <Wishes wish={wish} plan={plan} onChange={setWish} />
        </>
      )}
    </WriteSheet>
  );
}

function askedFor({ branch, into, form }: Wish): { branch: string | null; into: string | null; draft: boolean } {
  return { branch: branch.trim() || null, into: into.trim() || null, draft: form === 'draft' };
}

function flagsOf(wish: Wish): string[] {
  const { branch, into, draft } = askedFor(wish);
  return [
    ...(branch === null ? [] : ['--branch', branch]),
    ...(into === null ? [] : ['--into', into]),
    ...(draft ? ['--draft'] : []),
  ];
}

function verbOf({ left }: PullRequestPlan, { risks }: Review): string {
  if (left !== null) return 'Fetch, and show the command';
  return risks.length === 0 ? 'Push and open it' : `Push with ${count(risks.length, 'risk')}`;
}

interface SaidProps {
  readonly review: Review;
  readonly plan: PullRequestPlan;
  readonly branch: string;
}

const LEFT: Readonly<Record<NonNullable<PullRequestPlan['left']>, string>> = {
  remote:
    'The remote is not GitHub, so nothing is pushed: the commits are fetched, and the command that pushes is shown.',
  gh: 'gh is not on this machine, so nothing is pushed: the commits are fetched, and the command that pushes is shown.',
};

function Said({ review, plan: { remote, url, left }, branch }: SaidProps): ReactNode {
  return (
    <>
      <p>
        {left === null && 'Pushes '}
        {count(review.commits.length, 'commit')} of <code className="font-mono text-code">{review.branch}</code>
        {left === null ? ' and opens a pull request.' : `. ${LEFT[left]}`}
        {review.uncommitted > 0 && ` ${count(review.uncommitted, 'file')} not committed: not part of it.`}
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-lg border border-line px-3 py-2">
        <dt className="text-muted">To</dt>
        <dd className="wrap-anywhere">
          {remote} · <code className="font-mono text-code">{url}</code>
        </dd>
        <dt className="text-muted">As</dt>
        <dd className="font-mono text-code wrap-anywhere">{branch}</dd>
      </dl>
    </>
  );
}

interface WishesProps {
  readonly wish: Wish;
  readonly plan: PullRequestPlan;
  readonly onChange: (wish: Wish) => void;
}

function Wishes({ wish, plan, onChange }: WishesProps): ReactNode {
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field
        label="Branch there"
        mono
        className="min-w-40 flex-1"
        placeholder={plan.branch}
        value={wish.branch}
        onChange={(event) => onChange({ ...wish, branch: event.target.value })}
      />
      {plan.left === null && (
        <>
          <Field
            label="For"
            mono
            className="min-w-40 flex-1"
            placeholder="the usual branch there"
            value={wish.into}
            onChange={(event) => onChange({ ...wish, into: event.target.value })}
          />
          <Choice label="As a" options={FORMS} value={wish.form} onChange={(form) => onChange({ ...wish, form })} />
        </>
      )}
    </div>
  );
}
