import { Severity } from '../../contract/memory.ts';
import { present } from '../../contract/present.ts';
import type { Proposal } from '../../contract/proposals.ts';
import { readUses } from '../../engine/project/memory/uses.ts';
import { dropProposal, takeProposal } from '../../engine/project/proposals/propose.ts';
import { openProposals } from '../../engine/project/proposals/store.ts';
import type { Call } from '../arguments/command.ts';
import { argument, commaList, filled, oneOf } from '../arguments/options.ts';
import { cut, plain } from '../output/text.ts';
import { lines, next, ok } from '../output/words.ts';
import { openProject } from '../project.ts';

/** Shows what is proposed to the memory, newest first. */
export function list(call: Call): Promise<undefined> {
  const project = openProject(call);
  const proposals = openProposals(project);
  call.out.result({ proposals, uses: readUses(project) }, () =>
    proposals.length === 0
      ? 'Nothing is proposed. Comments that you resolve, corrections of an agent and mended checks come here.'
      : lines(proposals.flatMap(row), next('maestro memory-take PROPOSAL, or maestro memory-drop PROPOSAL')),
  );
  return Promise.resolve(undefined);
}

function row({ id, kind, text, because, keywords, globs }: Proposal): string[] {
  const brought = [...keywords, ...globs].map(plain).join(', ');
  return [
    `${id}  ${kind}  ${cut(text, 80)}`,
    `  ${plain(because)}`,
    ...(brought === '' ? [] : [`  Brought up by: ${brought}`]),
  ];
}

/** Keeps a proposal. */
export async function take(call: Call): Promise<undefined> {
  const [text, trigger, globs] = ['text', 'trigger', 'globs'].map((name) => filled(call, name));
  const severity = oneOf(call, 'severity', Severity.options);
  const wanted = {
    id: argument(call),
    ...present({ text, severity }),
    ...(trigger !== undefined && { keywords: commaList(trigger) }),
    ...(globs !== undefined && { globs: commaList(globs) }),
  };
  const kept = await takeProposal(openProject(call), wanted);
  call.out.result(kept, () => ok('rule' in kept ? `Correction kept: ${String(kept['id'])}` : 'Learning kept.'));
}

/** Forgets a proposal. */
export async function drop(call: Call): Promise<undefined> {
  const dropped = await dropProposal(openProject(call), argument(call));
  call.out.result(dropped, () => ok(`${dropped.id} is forgotten.`));
}
