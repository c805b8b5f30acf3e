import { writePrompt } from '../../engine/project/prompts/prompt.ts';
import { updateFeature } from '../../engine/project/missions/features/update.ts';
import { claimHandoff } from '../../engine/project/handoffs/claim.ts';
import { editConfig, previewConfig } from '../../engine/project/config/edit-config.ts';
import type { ConfigEdit } from '../../contract/config.ts';
import type { Project } from '../../engine/project/records/project.ts';
import { ingestReplies } from '../../engine/project/replies/ingest.ts';
import { changedLines } from './diff-rules.ts';
import type { ConfigTarget, Writing } from './view.ts';

/** What an act did: one sentence, and more where there is more to tell. */
export interface Done {
  readonly text: string;
  readonly lines: readonly string[];
}

/** Writes, with the same operations and locks as the commands. Throws what they throw. */
export async function write(project: Project, act: Writing): Promise<Done> {
  switch (act.kind) {
    case 'move':
      return move(project, act);
    case 'dispatch':
      return dispatch(project, act);
    case 'claim': {
      const { id, content } = await claimHandoff(project, { id: act.handoff, agent: act.agent });
      return { text: `${act.agent} has the handoff ${id} now.`, lines: [`Next: ${content.nextAction}`] };
    }
    case 'ingest':
      return ingest(project, act.mission);
    case 'set': {
      await editConfig(project, editOf(act));
      return { text: `${act.keyPath} of this ${act.scope} is ${act.value} now.`, lines: [] };
    }
  }
}

/** The file as an edit would leave it, around what changes. */
export function preview(project: Project, target: ConfigTarget): string[] {
  const { before, after } = previewConfig(project, editOf(target));
  return changedLines(before, after);
}

async function move(project: Project, act: Extract<Writing, { kind: 'move' }>): Promise<Done> {
  const { mission, feature, from, to } = act;
  const { missionAutoStarted } = await updateFeature(project, { mission, feature, from, status: to });
  return {
    text: `${feature} is ${to} now.`,
    lines: missionAutoStarted ? [`The mission ${mission} is executing now.`] : [],
  };
}

async function dispatch(project: Project, act: Extract<Writing, { kind: 'dispatch' }>): Promise<Done> {
  const { mission, feature: id } = act;
  const { writtenTo, workerType } = await writePrompt(project, { mission, id });
  await updateFeature(project, { mission, feature: id, from: 'pending', status: 'assigned' });
  return { text: `${id} is assigned to ${workerType} now.`, lines: writtenTo.map((path) => `Its prompt: ${path}`) };
}

async function ingest(project: Project, mission: string): Promise<Done> {
  const results = await ingestReplies(project, mission);
  const moved = results.filter(({ skipped }) => skipped === undefined);
  return {
    text: `${moved.length} of ${results.length} replies were taken over.`,
    lines: results.map(({ reply, from, to, skipped }) =>
      skipped === undefined
        ? `${reply.featureId}: ${from ?? ''} -> ${to ?? ''}`
        : `${reply.featureId} stays open: ${skipped}`,
    ),
  };
}

function editOf({ scope: place, keyPath, editKind, value }: ConfigTarget): ConfigEdit {
  const scope = place === 'user' ? 'global' : place;
  if (value === 'unset') return { scope, keyPath, value: null };
  if (editKind === 'toggle') return { scope, keyPath, value: value === 'on' };
  return { scope, keyPath, value: editKind === 'number-preset' ? Number(value) : value };
}
