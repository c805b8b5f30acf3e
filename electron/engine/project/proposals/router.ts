import { engine } from '../../implement.ts';
import { change, within } from '../follow/opened.ts';
import { readUses } from '../memory/uses.ts';
import { dropProposal, takeProposal } from './propose.ts';
import { openProposals } from './store.ts';

/** The procedures of what was proposed to the memory of an opened project. */
export const proposals = {
  list: engine.proposals.list.handler(({ context, input }) =>
    within(context, input, (project) => ({ proposals: openProposals(project), uses: { ...readUses(project) } })),
  ),
  take: engine.proposals.take.handler(({ context, input: { project: root, ...input } }) =>
    change(context, { project: root }, async (project) => ({ kept: await takeProposal(project, input) })),
  ),
  drop: engine.proposals.drop.handler(({ context, input }) =>
    change(context, input, async (project) => ({ proposal: await dropProposal(project, input.id) })),
  ),
};
