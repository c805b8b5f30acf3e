import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Comment, type CommentList, type PlacedComment, Spot } from '../../contract/comments.ts';
import { spotText } from '../../contract/commentPrompt.ts';
import { CallerId, type ContainerName } from '../../contract/ids.ts';
import type { Engine } from '../../engine/engine.ts';
import { fail } from '../../engine/errors.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import type { Output } from '../output/output.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';

const Id = z.string().min(1, 'Give the beginning of an id.').optional();
const Flags = z.object({
  old: z.boolean().default(false),
  send: z.boolean().default(false),
  resolve: Id,
  reopen: Id,
  remove: Id,
});
type Flags = z.output<typeof Flags>;

/** Shows the comments on a container’s work, writes one, sends what waits as one prompt, or settles one. */
export async function run(call: Call): Promise<undefined> {
  const flags = readFlags(Flags, call);
  const [wanted, place, ...words] = call.args;
  if (wanted === undefined) throw usage();
  const spot = place === undefined ? undefined : spotIn(place, flags.old);
  const text = words.join(' ');
  if (spot !== undefined && text.trim() === '') throw usage();
  const [known] = ACTS.filter((act) => flags[act] !== undefined);
  if (known !== undefined && (spot !== undefined || flags.send)) throw usage();
  await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    if (known !== undefined) return settle(engine, call.out, { name, act: known, id: flags[known] ?? '' });
    const made = spot && (await engine.client.comments.add({ name, id: newId(), spot, text }));
    if (flags.send) return send(engine, call.out, name);
    if (made === undefined) return show(engine, call.out, name);
    call.out.result(made, () => madeText(made));
  });
}

async function show({ client }: Engine, out: Output, name: ContainerName): Promise<void> {
  const list = await client.comments.list({ name });
  if (list.why !== null) out.note(`Where their lines are now is not known: ${plain(list.why)}`);
  out.result(list, () => listText(list));
}

const ACTS = ['resolve', 'reopen', 'remove'] as const;

interface Settling {
  readonly name: ContainerName;
  readonly act: (typeof ACTS)[number];
  /** As it was typed: the beginning is enough. */
  readonly id: string;
}

async function settle({ client }: Engine, out: Output, { name, act, id: typed }: Settling): Promise<void> {
  const { comments } = await client.comments.list({ name });
  const [only, ...more] = comments.filter(({ id }) => id.startsWith(typed));
  if (only === undefined) throw fail('COMMENT_NOT_FOUND', `No comment has an id that begins with ${typed}.`);
  if (more.length > 0) throw fail('ID_AMBIGUOUS', `Several comments have an id that begins with ${typed}.`);
  const { id } = only;
  if (act !== 'remove') {
    const settled = await client.comments.settle({ name, id, act });
    out.result(settled, () => `The comment on ${plain(spotText(settled.spot))} is ${settled.state}.`);
    return;
  }
  await client.comments.remove({ name, id });
  out.result({ removed: id }, () => `The comment on ${plain(spotText(only.spot))} is removed.`);
}

async function send({ client }: Engine, out: Output, name: ContainerName): Promise<void> {
  const sent = await client.comments.send({ name });
  const number = sent.comments.length === 1 ? '1 comment' : `${sent.comments.length} comments`;
  out.result(sent, () =>
    sent.waiting.length === 0
      ? `${number} went to the agent as one prompt.`
      : `${number} ${sent.comments.length === 1 ? 'goes' : 'go'} to the agent as one prompt, as soon as it can take it.`,
  );
}

const PLACE = /^(?:\.\/)?(.+):(\d{1,9})(?:-(\d{1,9}))?$/s;

/** `PATH:LINE` or `PATH:FROM-TO`. */
function spotIn(typed: string, old: boolean): Spot {
  const [, path, from, to = from] = PLACE.exec(typed) ?? [];
  const spot = Spot.safeParse({ path, side: old ? 'old' : 'new', from: Number(from), to: Number(to) });
  if (spot.success) return spot.data;
  const why = path === undefined ? `"${typed}" names no line.` : spot.error.issues[0]?.message;
  throw new UsageError(why ?? 'That is no line.', 'maestro comment NAME src/app.ts:12 "…", or :12-15');
}

function listText({ comments }: CommentList): string {
  if (comments.length === 0) return 'There are no comments.';
  return table(
    ['ID', 'STATE', 'ON', 'COMMENT'],
    comments.map((comment) => [comment.id.slice(0, 8), comment.state, placeText(comment), firstLine(comment)]),
  );
}

function placeText({ place, spot }: PlacedComment): string {
  if (place.kind === 'outdated') return `${plain(spotText(spot))} (outdated)`;
  const { side, ...here } = place.kind === 'at' ? place.spot : spot;
  return `${plain(spotText({ side, ...here }))}${side === 'old' ? ' (before)' : ''}`;
}

function firstLine({ text, problem }: PlacedComment): string {
  const [first = ''] = text.trim().split('\n');
  return `${plain(first)}${problem === null ? '' : ` (not sent: ${plain(problem)})`}`;
}

function madeText({ spot }: Comment): string {
  return `A draft on ${plain(spotText(spot))}. It goes to the agent with: --send`;
}

function newId(): CallerId {
  return CallerId.parse(randomUUID());
}

function usage(): UsageError {
  return new UsageError(
    '"maestro comment" takes a container, and a line with what to say of it.',
    'maestro comment NAME src/app.ts:12 "…"',
  );
}
