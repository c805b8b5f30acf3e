import { z } from 'zod';
import { CommitText, type Review, type Reviewed } from '../../contract/review.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { oneContainer, readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import type { Output } from '../output/output.ts';
import { counted, fileTable, riskTable, shownPatch } from '../output/review.ts';
import { plain } from '../output/text.ts';
import { lines } from '../output/words.ts';

const Flags = z.object({
  stat: z.boolean().default(false),
  'name-only': z.boolean().default(false),
  committed: z.boolean().default(false),
  'since-review': z.boolean().default(false),
  'ignore-space': z.boolean().default(false),
  'last-turn': z.boolean().default(false),
  commit: CommitText.nullable().default(null),
  reviewed: z.boolean().default(false),
});
type Flags = z.output<typeof Flags>;

interface Seen {
  readonly review: Review;
  readonly marked: Reviewed | null;
}

/** Shows what a container changed since its start, since it was reviewed, since its last prompt or in one commit, and marks that as reviewed. */
export async function run(call: Call): Promise<undefined> {
  const flags = readFlags(Flags, call);
  if (flags.stat && flags['name-only'])
    throw new UsageError('--stat and --name-only exclude each other.', 'Use one of them.');
  const wanted = oneContainer(call, 'diff');
  const seen = await withEngine((engine) => look(engine, wanted, flags));
  remark(call.out, seen, flags);
  const { review, marked } = seen;
  const { out } = call;
  out.result({ ...review, reviewed: marked?.oid ?? review.reviewed }, () => {
    if (review.files.length === 0) return NOTHING[review.since];
    if (flags['name-only']) return review.files.map(({ path }) => plain(path)).join('\n');
    return review.patch === null ? summary(review) : shownPatch(review.patch, out.paint);
  });
}

async function look(engine: Engine, wanted: string, flags: Flags): Promise<Seen> {
  const name = await containerNamed(engine, wanted);
  const review = await engine.client.review.look({
    name,
    patch: !flags.stat && !flags['name-only'],
    committed: flags.committed,
    blanks: !flags['ignore-space'],
    commit: flags.commit,
    since: flags['last-turn'] ? 'turn' : flags['since-review'] ? 'review' : 'start',
  });
  const { tip, shown } = review;
  return { review, marked: flags.reviewed ? await engine.client.review.mark({ name, tip, shown }) : null };
}

const NOTHING: Readonly<Record<Review['since'], string>> = {
  start: 'Nothing was changed.',
  review: 'Nothing was changed since your review.',
  turn: 'Nothing was changed since the last prompt.',
  commit: 'This commit changes nothing.',
};

/** What a person must know beside the difference. */
function remark(out: Output, { review, marked }: Seen, flags: Flags): void {
  if (flags['since-review'] && review.since === 'start')
    out.note(`Nothing of ${plain(review.branch)} was reviewed so far; this is all since its start.`);
  if (review.commit !== null)
    out.note(`${review.commit.oid.slice(0, 10)} ${plain(review.commit.subject)} (${plain(review.commit.author)})`);
  if (review.since === 'turn' && review.turn !== null)
    out.note(`Since the prompt of ${review.turn.at.slice(0, 16).replace('T', ' ')} UTC.`);
  if (review.since === 'turn' && review.turn?.late === true)
    out.note('Its agent did not wait until all was kept: its first changes may be missing here.');
  if (review.rewritten) out.note('Its history was written anew below the commit that it began at.');
  if (review.cut) out.note('The patch is too long to be shown as a whole.');
  if (marked?.whole === true) out.note(`Reviewed: ${plain(marked.branch)}, as shown.`);
  if (marked?.whole === false)
    out.note('Its commits are marked as reviewed. Files that are not committed have changed meanwhile, and are not.');
}

function summary({ branch, commits, files, uncommitted, risks, since }: Review): string {
  const parts = [
    counted(since === 'commit' ? 1 : commits.length, 'commit', 'commits'),
    counted(files.length, 'file', 'files'),
    since === 'start' ? counted(uncommitted, 'of them not committed', 'of them not committed') : '',
  ];
  return lines(
    `${plain(branch)}: ${parts.filter((part) => part !== '').join(', ')}`,
    fileTable({ files }),
    risks.length === 0 ? undefined : ['', riskTable(risks)],
  );
}
