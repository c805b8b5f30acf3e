import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import {
  conflictPrompt,
  type Fetched,
  type Merged,
  type MergeWay,
  type Review,
  type Reviewed,
} from '../../../electron/contract/review.ts';
import { tellFailure, type Told } from '../../client/told.ts';
import { orSayWhy, wayBack, whyText, write } from '../../client/write.ts';
import { count, sentence } from '../../ui/format.ts';
import { lookAgain } from './review.ts';

type Named = Pick<Container, 'name' | 'shortName' | 'project'>;

/** What is merged: the commit that was seen, where to, and how. */
export interface Merging {
  readonly tip: string;
  /** Null: the branch that is checked out in the project. */
  readonly into: string | null;
  readonly way: MergeWay;
}

/** Merges a container's work and says so, with the way back; answers why it was not done. */
export async function mergeIt(container: Named, { tip, into, way }: Merging): Promise<Problem | null> {
  const { name } = container;
  const answer = await write(
    (writer) => writer.review.merge({ name, tip, into, way }),
    (merged) => mergedTold(container, merged),
  );
  if (!answer.ok) return answer.problem;
  void lookAgain();
  return null;
}

/** Ends a merge that has not landed; how it ended is told where it was begun. */
export async function callOff({ name, shortName }: Named): Promise<void> {
  const answer = await write(
    (writer) => writer.review.cancelMerge({ name }),
    () => ({ shown: 'The merge that was begun says how it ended.' }),
  );
  if (!answer.ok) tellFailure(`The merge of ${shortName} goes on. ${whyText(answer.problem)}`);
}

function mergedTold({ name, shortName, project }: Named, { into, commits }: Merged): Told {
  const undo = wayBack(
    (writer) => writer.review.unmerge({ name, project: project.path }),
    (unmerged) => {
      void lookAgain();
      const { into: branch, before } = unmerged;
      return { text: `${branch} is at ${before.slice(0, 10)} again. The commits stay in the repository.` };
    },
  );
  return { text: `Merged ${shortName} into ${into}: ${count(commits, 'commit')}.`, undo };
}

/** Gives an agent the branch that its work conflicts with, and tells it to resolve that. True when it is on its way. */
export async function sendConflicts(
  { name, shortName }: Named,
  { into, way, conflicts }: Pick<Merging, 'into' | 'way'> & { readonly conflicts: string },
): Promise<boolean> {
  const answer = await write(
    async (writer) => {
      const given = await writer.review.giveBase({ name, into });
      await writer.talk.send({ name, text: conflictPrompt(given, { conflicts, way }) });
      return given;
    },
    (given) => ({
      text: `${shortName} has ${given.into} now, and is told to resolve what conflicts.`,
      final: 'This cannot be undone; interrupt the agent to stop it.',
    }),
  );
  return orSayWhy(answer);
}

/** Remembers what is shown as reviewed, and says from where on the next look begins. */
export async function markIt(review: Review): Promise<void> {
  const { container: name, tip, shown } = review;
  orSayWhy(
    await write(
      (writer) => writer.review.mark({ name, tip, shown }),
      (marked) => markedTold(review, marked),
    ),
  );
  void lookAgain();
}

function markedTold({ container: name, reviewed }: Review, { branch, oid, whole }: Reviewed): Told {
  const text = `${branch} is reviewed up to ${oid.slice(0, 10)}.`;
  const rest = whole ? undefined : 'Its files have changed since: only its commits count as reviewed.';
  if (reviewed === null)
    return { text, final: sentences(rest, 'The first mark cannot be taken back; “All” shows everything again.') };
  const undo = wayBack(
    (writer) => writer.review.mark({ name, tip: reviewed, shown: reviewed }),
    () => {
      void lookAgain();
      return { text: `${branch} is reviewed up to ${reviewed.slice(0, 10)} again.` };
    },
  );
  return { text, final: rest, undo };
}

/** Brings a container's commits into the project as refs of their own, and says where they lie. */
export async function fetchIt({ name, shortName }: Named): Promise<void> {
  orSayWhy(
    await write(
      (writer) => writer.review.fetch({ name, branch: null }),
      (fetched) => ({ text: fetchedText(shortName, fetched), final: sentences(leftText(fetched), REFS_ONLY) }),
    ),
  );
}

/** Refs of their own stay until somebody deletes them. */
const REFS_ONLY = 'No branch was changed, and there is nothing to undo.';

function sentences(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined).join(' ');
}

function fetchedText(shortName: string, { refs }: Fetched): string {
  const commits = refs.reduce((sum, ref) => sum + ref.commits, 0);
  return `Fetched ${count(commits, 'commit')} of ${shortName}: ${sentence(refs.map(({ ref }) => ref))}.`;
}

function leftText({ uncommitted, stashes }: Fetched): string | undefined {
  const left = [
    ...(uncommitted > 0 ? [`${count(uncommitted, 'file')} not committed`] : []),
    ...(stashes > 0 ? [count(stashes, 'stash', 'stashes')] : []),
  ];
  return left.length === 0 ? undefined : `Only in the container: ${sentence(left)}.`;
}
