import { type Handoff, HandoffStatus } from '../../contract/handoffs.ts';
import { fail } from '../../engine/errors.ts';
import { claimHandoff, latestPending, releaseHandoff } from '../../engine/project/handoffs/claim.ts';
import { packetIn } from '../../engine/project/handoffs/packet-rules.ts';
import { PASTE_LINE } from '../../engine/project/handoffs/paste.ts';
import { eachHandoff, flawText, getHandoff, listHandoffs } from '../../engine/project/handoffs/store.ts';
import { decodeUki } from '../../engine/project/handoffs/uki-rules.ts';
import type { Project } from '../../engine/project/records/project.ts';
import { readInput } from '../prompt.ts';
import type { Call } from '../arguments/command.ts';
import { argument, filled, isOn, oneOf, wrong } from '../arguments/options.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { explained } from '../output/handoff.ts';
import { cut, plain } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Prints a handoff’s packet, the latest pending one unless `--id` names one. Only `--claim` takes it, and `--launch`. */
export async function pickup(call: Call): Promise<undefined> {
  if (isOn(call, 'launch')) return (await import('./handoff-launch.ts')).launch(call);
  if (call.rest.length > 0)
    throw wrong('A command line after -- is for --launch.', 'maestro handoff pickup --launch -- COMMAND');
  const paste = isOn(call, 'paste');
  const handoff = await pick(openProject(call), call);
  if (call.out.json) call.out.result(handoff, () => '');
  else call.out.print(paste ? `${PASTE_LINE}\n\n${handoff.uki}` : handoff.uki);
}

async function pick(project: Project, call: Call): Promise<Handoff> {
  const [id, agent] = [filled(call, 'id'), filled(call, 'agent')];
  const lease = filled(call, 'lease');
  if (!isOn(call, 'claim')) {
    if (agent !== undefined) call.out.warn('warning: --agent has no effect without --claim: nothing was taken.');
    return id === undefined ? latestPending(project) : getHandoff(project, id);
  }
  return claimHandoff(project, {
    id,
    agent,
    ...(lease === undefined ? {} : { leaseMs: duration(lease) }),
  });
}

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function duration(text: string): number {
  const match = /^(\d{1,6})([smhd])$/.exec(text);
  if (match === null) throw wrong(`--lease cannot be ${JSON.stringify(text)}.`, 'Write 30m, 2h or 1d.');
  return Number(match[1]) * (UNITS[match[2] ?? 's'] ?? 1_000);
}

/** Shows handoffs, all or those of one status. */
export function list(call: Call): Promise<undefined> {
  const status = oneOf(call, 'status', HandoffStatus.options);
  const project = openProject(call);
  if (call.out.json) call.out.result(listHandoffs(project, status), () => '');
  else call.out.print(listText(Array.from(eachHandoff(project, status), row)));
  return Promise.resolve(undefined);
}

function listText(rows: readonly string[]): string {
  if (rows.length === 0) return lines('No handoffs.', next('maestro handoff create --help'));
  return lines(`${rows.length} ${rows.length === 1 ? 'handoff' : 'handoffs'}`, '', rows);
}

function row({ id, status, content, pickedUpBy }: Handoff): string {
  const owner = pickedUpBy === undefined ? '' : `  (${plain(pickedUpBy)})`;
  return `${id}  ${status.padEnd(10)}  ${content.mode.padEnd(7)}  ${cut(content.summary, 60)}${owner}`;
}

/** Gives a taken handoff back: it is pending again. */
export async function release(call: Call): Promise<undefined> {
  const agent = filled(call, 'agent');
  const handoff = await releaseHandoff(openProject(call), {
    id: argument(call),
    force: isOn(call, 'force'),
    agent,
  });
  call.out.result(handoff, () =>
    lines(
      ok(`Handoff released: ${handoff.id} is pending again.`),
      undo(`maestro handoff pickup --id ${handoff.id} --claim --agent NAME`),
    ),
  );
}

/** Shows what a UKI packet says, however it was passed on; `-` reads it from standard input. HANDOFF_INVALID when it is none. */
export async function decode(call: Call): Promise<undefined> {
  const given = argument(call);
  const decoded = decodeUki(packetIn(given === '-' ? await readInput('Paste the packet and end with Ctrl-D.') : given));
  if ('flaw' in decoded) {
    throw fail('HANDOFF_INVALID', `This is no UKI 5.4 packet. ${flawText(decoded.flaw)}`, {
      hints: ['Quote the packet: it contains |, which the shell takes for itself.'],
    });
  }
  call.out.result(decoded.content, () => explained(decoded.content).join('\n'));
}

/** Checks what a handoff claims against git. Exit status 1 when git contradicts a claim. */
export async function verify(call: Call): Promise<number> {
  const { verifyHandoff } = await import('../../engine/project/handoffs/verify.ts');
  const { handoff, findings, contradicted } = await verifyHandoff(openProject(call), argument(call));
  const marks = { holds: '[ok]', contradicted: '[!!]', unknown: '[--]' };
  call.out.result({ id: handoff.id, contradicted, findings }, () =>
    lines(
      findings.map(({ claim, state, reason }) => `${marks[state]} ${plain(claim)}: ${plain(reason)}`),
      findings.length === 0
        ? `Handoff ${handoff.id} claims nothing that git could check.`
        : `${contradicted} of ${findings.length} claims are contradicted.`,
    ),
  );
  return contradicted > 0 ? 1 : 0;
}
