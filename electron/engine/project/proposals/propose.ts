import { existsSync } from 'node:fs';
import type { ContainerName } from '../../../contract/ids.ts';
import type { Correction, Learning } from '../../../contract/memory.ts';
import { present } from '../../../contract/present.ts';
import { type Proposal, TakeProposal } from '../../../contract/proposals.ts';
import { readConfig } from '../../config/config.ts';
import { shortName } from '../../containers/describe.ts';
import { getMember } from '../../containers/lifecycle.ts';
import type { Context } from '../../context.ts';
import { checked, problemOf } from '../../errors.ts';
import { projectOf } from '../follow/opened.ts';
import { addCorrection, addLearning } from '../memory/memory.ts';
import { listCorrections } from '../memory/store.ts';
import { noteUse } from '../memory/uses.ts';
import type { Project } from '../records/project.ts';
import { about, fromComment, fromMended, fromWords, isCorrection, type Proposed } from './propose-rules.ts';
import { decideProposal, getProposal, keepProposal } from './store.ts';

/** Proposes what a comment says that was resolved, and counts it as an objection to the rules that it is about. Never fails. */
export function proposeFromComment(
  context: Context,
  name: ContainerName,
  { id, text, path }: Parameters<typeof fromComment>[0],
): Promise<void> {
  return seen(context, name, async (project, shown) => {
    await propose(project, { proposed: fromComment({ id, text, path }, shown), paths: [path] });
  });
}

/** Proposes what was said to an agent, where it corrects it. Never fails. */
export function proposeFromWords(context: Context, name: ContainerName, text: string): Promise<void> {
  if (!isCorrection(text)) return Promise.resolve();
  return seen(context, name, async (project, shown) => {
    const at = context.now().toISOString();
    await propose(project, { proposed: fromWords(text, { container: shown, at }), paths: [] });
  });
}

/** Proposes what a check shows that failed and passes since. Never fails. */
export async function proposeFromMended(
  { log }: Pick<Context, 'log'>,
  project: Project,
  mended: Parameters<typeof fromMended>[0],
): Promise<void> {
  try {
    await keepProposal(project, fromMended(mended));
  } catch (error) {
    log.warn({ assertion: mended.assertion, problem: problemOf(error) }, 'nothing could be proposed to the memory');
  }
}

async function propose(
  project: Project,
  { proposed, paths }: { readonly proposed: Proposed; readonly paths: readonly string[] },
): Promise<void> {
  const ids = about(listCorrections(project), { text: proposed.text, paths });
  await noteUse(project, { ids, as: 'objection' });
  await keepProposal(project, proposed);
}

/** What was done is done: that nothing comes of it for the memory is only logged. A project without a memory gets none. */
async function seen(
  context: Context,
  name: ContainerName,
  work: (project: Project, shown: string) => Promise<void>,
): Promise<void> {
  try {
    const { birth, shown } = await getMember(context, name);
    const project = projectOf(context, birth.project);
    if (existsSync(project.folder)) await work(project, shortName(shown, readConfig(context).prefix));
  } catch (error) {
    context.log.warn({ container: name, problem: problemOf(error) }, 'nothing could be proposed to the memory');
  }
}

/** Keeps a proposal in the memory, as it is or otherwise worded. PROPOSAL_NOT_FOUND, INPUT_INVALID, FILE_DAMAGED, LOCK_HELD. */
export async function takeProposal(project: Project, wanted: TakeProposal): Promise<Correction | Learning> {
  const { id, text, keywords, globs, severity } = checked(TakeProposal, wanted);
  const proposal = getProposal(project, id);
  const kept =
    proposal.kind === 'learning'
      ? await addLearning(project, { content: text ?? proposal.text })
      : await addCorrection(project, {
          rule: text ?? proposal.text,
          keywords: keywords ?? proposal.keywords,
          globs: globs ?? proposal.globs,
          source: proposal.because,
          ...present({ severity }),
        });
  await decideProposal(project, proposal.id, 'taken');
  return kept;
}

/** Forgets a proposal: the same does not come again. PROPOSAL_NOT_FOUND, FILE_DAMAGED, LOCK_HELD. */
export async function dropProposal(project: Project, id: string): Promise<Proposal> {
  const proposal = getProposal(project, id);
  await decideProposal(project, proposal.id, 'dropped');
  return { ...proposal, state: 'dropped' };
}
