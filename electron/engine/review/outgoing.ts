import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { ObjectId } from '../../contract/ids.ts';
import { Turn } from '../../contract/review.ts';
import { readReport } from '../../contract/reports.ts';
import { sizeText } from '../../contract/text.ts';
import type { Context } from '../context.ts';
import { diskFailure, tellsOfFullDisk } from '../disk/failure.ts';
import { fail } from '../errors.ts';

/** What a container sends of its repository: names, and a pack with everything that this machine lacks of them. */
const Outgoing = z.object({
  /** Its branches, as `refs/heads/…`, and `HEAD` where that is on none. */
  refs: z.array(z.object({ oid: ObjectId, ref: z.string().min(1).max(300) })).max(2000),
  /** The ref that is checked out: `HEAD` where that is no branch. */
  head: z.string().min(1).max(300),
  /** A commit of the files as they lie, where they differ from what is checked out. */
  files: ObjectId.nullable(),
  /** What is known of the last prompt. */
  turn: Turn.nullable().catch(null),
  /** A commit of the files as they lay when that was given, where it was asked for and is there. */
  kept: ObjectId.nullable(),
  uncommitted: z.int().min(0),
  stashes: z.int().min(0),
});
export type Outgoing = z.infer<typeof Outgoing>;

const Refusal = z.object({ failed: z.string() });

/** The line after the pack: the pack is whole. Otherwise a refusal stands there. */
const Packed = z.object({ packed: z.literal(true) });

/** Longer than any look at a project; what was stopped from inside never answers. */
const LONGEST_MS = 30 * 60_000;
const HEADER_BYTES = 1024 * 1024;
const CUT_OFF = 'It ended before its commits did.';
/** No last line is longer. */
const LAST_LINE_BYTES = 16 * 1024;
/** More than any project's history that is meant to be copied; what a container says is believed up to here. */
const MOST_BYTES = 8 * 1024 ** 3;

/**
 * Runs in the container, as its agent's user: it reads which commits this machine has, says in one line of JSON what there
 * is, and prints a pack of the other commits and a line that says that it is whole. The container's own repository gets
 * objects and nothing else; where its disk is full, not even these: they go into its memory. It ends with all that it
 * started when nobody waits for it any more.
 */
const PROGRAM = String.raw`
set -uo pipefail
PATH=/usr/bin:/bin
work=
trap 'rm -rf "$work"' EXIT
has_room=false
{ work=$(mktemp -d /tmp/.maestro-out.XXXXXX) && head -c 1M /dev/zero >"$work/room" && has_room=true; } 2>/dev/null
if $has_room; then rm "$work/room"; else
  rm -rf "$work"
  work=$(mktemp -d /dev/shm/.maestro-out.XXXXXX)
fi
exec 2>"$work/errors"
touch "$work/asked" "$work/wanted"
git() {
  command git --no-pager -C /workspace -c core.hooksPath=/dev/null -c core.fsmonitor=false -c gc.auto=0 \
    -c commit.gpgsign=false -c core.quotePath=false "$@"
}
give_up() {
  jq -cn --arg step "$1" --rawfile said "$work/errors" '{failed: "\($step): \($said[-2000:])"}'
  exit 1
}
while read -r oid wish && [[ $oid != end ]]; do
  if [[ $wish == wanted ]]; then echo "$oid" >>"$work/wanted"; else echo "$oid" >>"$work/asked"; fi
done
# Whoever asked holds the input open for as long as it wants the answer. Before this, nothing of git runs.
exec 3<&0 </dev/null
{ while IFS= read -r -u 3; do :; done; kill -TERM -- "-$$"; } >/dev/null &
watcher=$!
trap 'rm -rf "$work"; kill "$watcher"' EXIT
# As the container's own reporter does: see docker/agent/lib/filters.sh.
spared=0
while IFS= read -r name; do
  export "GIT_CONFIG_KEY_$spared=$name" "GIT_CONFIG_VALUE_$spared=false"
  ((++spared))
done < <(git config --name-only --get-regexp '^filter\..*\.required$')
export GIT_CONFIG_COUNT=$spared
if ! $has_room; then
  GIT_ALTERNATE_OBJECT_DIRECTORIES=$(git rev-parse --path-format=absolute --git-path objects)
  export GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_OBJECT_DIRECTORY=$work/objects
  mkdir "$GIT_OBJECT_DIRECTORY"
fi
git rev-parse --quiet --verify 'HEAD^{commit}' >"$work/tip" || give_up 'There is no commit'
commits() { git cat-file --batch-check='%(objectname) %(objecttype)' | awk '$2 == "commit" { print $1 }'; }
commits <"$work/asked" >"$work/known"
commits <"$work/wanted" >"$work/given"
head=$(git symbolic-ref --quiet HEAD) || head=HEAD
git for-each-ref --format='%(objectname) %(refname)' refs/heads >"$work/refs" || give_up 'git for-each-ref'
[[ $head != HEAD ]] || echo "$(<"$work/tip") HEAD" >>"$work/refs"
files=
# The mission's files came with the project, with their times: only what is newer is the agent's work.
written_since() {
  LC_ALL=C comm -z -12 <(git ls-files -z --others --exclude-standard -- :/.maestro | LC_ALL=C sort -z) \
    <(cd /workspace && find .maestro \( -type f -o -type l \) -newer "/home/node/.maestro/$1" -print0 | LC_ALL=C sort -z)
}
uncommitted=$(git status --porcelain -z --no-renames --untracked-files=all | tr '\n\0' '?\n' | grep -vc '^?? \.maestro/')
uncommitted=$((uncommitted + $(written_since prepared | tr -dc '\0' | wc -c)))
turn=$(jq -cs '.[0] | {at: .at[:40], late: (.late == true), why: (.why | if . == null then . else .[:300] end)}' \
  /home/node/.maestro/turn 2>/dev/null)
[[ -n $turn ]] || turn=null
kept=
[[ $1 != turn ]] || kept=$(git rev-parse --quiet --verify 'refs/maestro/turn^{commit}')
stashes=$(git rev-list --walk-reflogs --count refs/stash 2>/dev/null) || stashes=0
if ((uncommitted > 0)); then
  # The same files on the same commit are the same commit whenever they are asked for.
  export GIT_INDEX_FILE=$work/index GIT_AUTHOR_NAME=Maestro GIT_AUTHOR_EMAIL=maestro@container \
    GIT_COMMITTER_NAME=Maestro GIT_COMMITTER_EMAIL=maestro@container \
    GIT_AUTHOR_DATE='@0 +0000' GIT_COMMITTER_DATE='@0 +0000'
  cp "$(env -u GIT_INDEX_FILE git -C /workspace rev-parse --path-format=absolute --git-path index)" "$work/index"
  git add --sparse --update && git add --sparse --all -- . ':(exclude,top).maestro' || give_up 'git add'
  # What lay there at the last prompt was kept without them.
  if [[ $1 == turn ]]; then written_since prompted; else written_since prepared; fi >"$work/written"
  [[ ! -s $work/written ]] ||
    git --literal-pathspecs add --sparse --pathspec-from-file="$work/written" --pathspec-file-nul || give_up 'git add'
  tree=$(git write-tree) && files=$(git commit-tree "$tree" -p HEAD -m 'Not committed') || give_up 'git write-tree'
  unset GIT_INDEX_FILE
fi
jq -cRn --arg head "$head" --arg files "$files" --arg kept "$kept" --argjson turn "$turn" \
  --argjson uncommitted "$uncommitted" --argjson stashes "$stashes" \
  '[inputs | {oid: .[:index(" ")], ref: .[index(" ") + 1:]}] | {refs: ., $head,
    files: (if $files == "" then null else $files end), kept: (if $kept == "" then null else $kept end),
    $turn, $uncommitted, $stashes}' "$work/refs" || give_up jq
{ cut -d' ' -f1 "$work/refs"; [[ -z $files ]] || echo "$files"; [[ -z $kept ]] || echo "$kept"
  cat "$work/given"; sed 's/^/^/' "$work/known"; } |
  git pack-objects --revs --stdout --delta-base-offset --quiet || { echo; give_up 'git pack-objects'; }
printf '\n{"packed":true}\n'
`;

interface Wanted {
  /** Commits that this machine has. */
  readonly known: readonly string[];
  readonly pack: string;
  readonly turn: boolean;
  /** Further commits, where the container still has them: such as it was looked at before, and no branch of it has now. */
  readonly wanted: readonly string[];
}

/**
 * Asks a running container for its commits, for one of its files as they lie, and with `turn` for one of its files as they
 * lay at the last prompt; `pack` becomes a file with what follows. Everything that comes is the agent's word, until git has checked it. REVIEW_FAILED, CONTAINER_SILENT.
 */
export async function readOutgoing(
  { docker, closing }: Pick<Context, 'docker' | 'closing'>,
  dockerId: string,
  { known, pack, turn, wanted }: Wanted,
): Promise<Outgoing> {
  const held = await docker.hold(dockerId, ['bash', '-c', PROGRAM, 'bash', turn ? 'turn' : ''], { user: '1000:1000' });
  const over = AbortSignal.any([closing, AbortSignal.timeout(LONGEST_MS)]);
  over.addEventListener('abort', held.release, { once: true });
  if (over.aborted) held.release();
  const wishes = wanted.map((oid) => `${oid} wanted`);
  held.write(`${[...known, ...wishes, 'end'].join('\n')}\n`);
  try {
    return await received(held.output, pack);
  } catch (error) {
    if (closing.aborted) throw fail('REVIEW_FAILED', 'The look was ended before it was over.');
    throw over.aborted ? fail('CONTAINER_SILENT', 'The container did not give its commits in half an hour.') : error;
  } finally {
    over.removeEventListener('abort', held.release);
    held.release();
  }
}

async function received(output: AsyncGenerator<Buffer, void, void>, pack: string): Promise<Outgoing> {
  let [head, rest] = [Buffer.alloc(0), Buffer.alloc(0)];
  for (let end = -1; end === -1;) {
    const { value } = await output.next();
    if (value === undefined || head.length > HEADER_BYTES) break;
    head = Buffer.concat([head, value]);
    end = head.indexOf('\n');
    if (end !== -1) [head, rest] = [head.subarray(0, end), head.subarray(end + 1)];
  }
  const said = readReport(Outgoing, head.toString());
  if (said === undefined) throw refusalOf(head.toString());
  await keep(output, { pack, rest });
  return said;
}

function refusalOf(line: string): Error {
  const why = readReport(Refusal, line)?.failed ?? line.slice(0, 2000);
  if (tellsOfFullDisk(why))
    return fail('CONTAINER_FULL', 'The container could not give its commits: its disk is full.', { detail: why });
  return fail('REVIEW_FAILED', 'The container did not give its commits.', { detail: why });
}

/** Everything but the last line becomes the file. */
async function keep(
  output: AsyncGenerator<Buffer, void, void>,
  { pack, rest }: { readonly pack: string; readonly rest: Buffer },
): Promise<void> {
  const file = createWriteStream(pack, { flags: 'wx', mode: 0o600 });
  const done = finished(file).catch((error: unknown) => {
    throw diskFailure(error, 'write', pack);
  });
  done.catch(() => undefined);
  let [bytes, tail] = [0, Buffer.alloc(0)];
  const write = async (part: Buffer): Promise<void> => {
    bytes += part.length;
    if (!file.write(part))
      await Promise.race([new Promise<void>((resolve) => file.once('drain', () => resolve())), done]);
  };
  for (let chunk: Buffer | undefined = rest; chunk !== undefined && bytes <= MOST_BYTES;) {
    const text = Buffer.concat([tail, chunk]);
    const end = Math.max(0, text.length - LAST_LINE_BYTES);
    tail = text.subarray(end);
    if (end > 0) await write(text.subarray(0, end));
    chunk = (await output.next()).value ?? undefined;
  }
  const line = tail.subarray(0, -1).lastIndexOf('\n');
  await write(tail.subarray(0, Math.max(0, line)));
  file.end();
  await done;
  const last = tail.subarray(line + 1).toString();
  if (bytes > MOST_BYTES) throw fail('REVIEW_FAILED', `The container gave more than ${sizeText(MOST_BYTES)}.`);
  if (readReport(Packed, last) === undefined) throw refusalOf(readReport(Refusal, last) === undefined ? CUT_OFF : last);
}
