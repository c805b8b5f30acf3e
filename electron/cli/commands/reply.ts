import { ReplyOutcome } from '../../contract/replies.ts';
import { fail } from '../../engine/errors.ts';
import { reportOf } from '../../engine/project/missions/features/report.ts';
import { readText } from '../../engine/disk/read.ts';
import { ingestReplies } from '../../engine/project/replies/ingest.ts';
import { listReplies, writeReply } from '../../engine/project/replies/replies.ts';
import type { Call } from '../arguments/command.ts';
import { argument, filled, given, isOn, oneOf, required, wrong } from '../arguments/options.ts';
import { lines, next, ok } from '../output/words.ts';
import { cut } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Writes a reply about a feature for the one who coordinates. */
export async function write(call: Call): Promise<undefined> {
  const outcome = oneOf(call, 'outcome', ReplyOutcome.options);
  if (outcome === undefined) throw wrong('--outcome is missing.', `It is one of ${ReplyOutcome.options.join(', ')}.`);
  const mission = required(call, 'mission');
  const [notes, source, file] = [filled(call, 'note'), filled(call, 'source'), filled(call, 'report-file')];
  const reply = await writeReply(openProject(call), {
    mission,
    feature: argument(call),
    outcome,
    writtenBy: isOn(call, 'agent') ? 'agent' : 'human',
    notes,
    source,
    ...(file === undefined ? {} : { report: reportIn(file) }),
  });
  call.out.result(reply, () =>
    lines(ok(`Reply kept: ${reply.featureId} ${reply.outcome}`), next(`maestro reply ingest --mission ${mission}`)),
  );
}

function reportIn(path: string) {
  const text = readText(path);
  if (text === undefined)
    throw fail('FILE_UNREADABLE', `There is no file ${path}.`, { hints: ['Check the path after --report-file.'] });
  return reportOf(path, text);
}

/** Shows the replies. */
export function list(call: Call): Promise<undefined> {
  const replies = listReplies(openProject(call), given(call, 'mission'));
  call.out.result(
    replies.map(({ reply }) => reply),
    () =>
      replies.length === 0
        ? 'No replies.'
        : lines(
            replies.map(
              ({ reply, ingested }) =>
                `${reply.missionId}/${reply.featureId}  ${reply.outcome.padEnd(11)}  ${ingested ? 'taken over' : 'open'}  ${cut(reply.notes ?? '', 60)}`,
            ),
          ),
  );
  return Promise.resolve(undefined);
}

/** Takes open replies over into their features. */
export async function ingest(call: Call): Promise<undefined> {
  const results = await ingestReplies(openProject(call), given(call, 'mission'));
  call.out.result(
    results.map(({ reply, ...rest }) => ({
      missionId: reply.missionId,
      featureId: reply.featureId,
      outcome: reply.outcome,
      ...rest,
    })),
    () =>
      results.length === 0
        ? 'No open replies.'
        : lines(
            results.map(({ reply, from, to, skipped }) =>
              skipped === undefined
                ? ok(`${reply.featureId}: ${from ?? ''} -> ${to ?? ''}`)
                : `[--] ${reply.featureId} stays open: ${skipped}`,
            ),
          ),
  );
}
