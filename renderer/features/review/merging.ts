import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import {
  conflictPrompt,
  type Fetched,
  type Merged,
  type MergeWay,
  type Review,
} from '../../../electron/contract/review.ts';
import { type Answer, ask } from '../../client/ask.ts';
import { tell, tellFailure, type Told } from '../../client/told.ts';
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
  const answer = await ask((client) => client.review.merge({ name, tip, into, way }));
  if (!answer.ok) return answer.problem;
  tell(mergedTold(container, answer.value));
  void lookAgain();
  return null;
}

function mergedTold(container: Named, { into, commits }: Merged): Told {
  return {
    text: `Merged ${container.shortName} into ${into}: ${count(commits, 'commit')}.`,
    undo: { word: 'Undo', run: () => unmergeIt(container) },
  };
}

async function unmergeIt({ name, project }: Named): Promise<Answer<Told>> {
  const answer = await ask((client) => client.review.unmerge({ name, project: project.path }));
  if (!answer.ok) return answer;
  void lookAgain();
  const { into, before } = answer.value;
  return {
    ok: true,
    value: { text: `${into} is at ${before.slice(0, 10)} again. The commits stay in the repository.` },
  };
}

/** Gives an agent the branch that its work conflicts with, and tells it to resolve that. True when it is on its way. */
export async function sendConflicts(
  { name, shortName }: Named,
  { into, way, conflicts }: Pick<Merging, 'into' | 'way'> & { readonly conflicts: string },
): Promise<boolean> {
  const answer = await ask(async (client) => {
    const given = await client.review.giveBase({ name, into });
    await client.talk.send({ name, text: conflictPrompt(given, { conflicts, way }) });
    return given;
  });
  if (answer.ok) tell({ text: `${shortName} has ${answer.value.into} now, and is told to resolve what conflicts.` });
  else tellFailure([answer.problem.sentence, ...answer.problem.hints].join(' '));
  return answer.ok;
}

/** Remembers what is shown as reviewed, and says from where on the next look begins. */
export async function markIt({ container: name, tip, shown }: Review): Promise<void> {
  const answer = await ask((client) => client.review.mark({ name, tip, shown }));
  if (!answer.ok) tellFailure([answer.problem.sentence, ...answer.problem.hints].join(' '));
  else {
    const { branch, oid, whole } = answer.value;
    const rest = whole ? undefined : 'Its files have changed since: only its commits count as reviewed.';
    tell({ text: `${branch} is reviewed up to ${oid.slice(0, 10)}.`, final: rest });
  }
  void lookAgain();
}

/** Brings a container's commits into the project as refs of their own, and says where they lie. */
export async function fetchIt({ name, shortName }: Named): Promise<void> {
  const answer = await ask((client) => client.review.fetch({ name, branch: null }));
  if (!answer.ok) tellFailure([answer.problem.sentence, ...answer.problem.hints].join(' '));
  else tell({ text: fetchedText(shortName, answer.value), final: leftText(answer.value) });
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
