import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Container } from '../../../electron/contract/containers.ts';
import { CallerId } from '../../../electron/contract/ids.ts';
import { launchedBy } from '../../../electron/engine/project/launches/launch.ts';
import type { Notice } from '../../../electron/engine/project/records/project.ts';
import { addCorrection } from '../../../electron/engine/project/memory/memory.ts';
import { listCorrections, listLearnings } from '../../../electron/engine/project/memory/store.ts';
import { noteUse, readUses } from '../../../electron/engine/project/memory/uses.ts';
import { writePrompt } from '../../../electron/engine/project/prompts/prompt.ts';
import { fromComment, fromMended } from '../../../electron/engine/project/proposals/propose-rules.ts';
import { dropProposal, proposeFromMended, takeProposal } from '../../../electron/engine/project/proposals/propose.ts';
import { keepProposal, openProposals } from '../../../electron/engine/project/proposals/store.ts';
import { engineWithoutDocker } from '../../support/connections.ts';
import { missionOf } from '../../support/mission-runs.ts';

const COMMENT = fromComment({ id: 'c-1', text: 'Never build SQL from strings.', path: 'src/db/users.ts' }, 'fix-1');
const MENDED = fromMended({
  ...{ assertion: 'a-1', command: 'npm test', flaws: ['exit code 1'] },
  ...{ failedAt: 'a'.repeat(40), passedAt: 'b'.repeat(40) },
});

test('what is proposed is kept once, and reaches the memory only when it is taken, in its user’s words', async () => {
  const { project } = await missionOf({ a: [] });
  await keepProposal(project, COMMENT);
  await keepProposal(project, COMMENT);
  await keepProposal(project, MENDED);
  expect(openProposals(project).map(({ id }) => id)).toEqual([MENDED.id, COMMENT.id]);
  expect([listCorrections(project), listLearnings(project)]).toEqual([[], []]);

  await takeProposal(project, { id: COMMENT.id.slice(0, 6), text: 'Use parameters in SQL', severity: 'hard' });
  await takeProposal(project, { id: MENDED.id });

  expect(listCorrections(project)).toMatchObject([
    {
      ...{ rule: 'Use parameters in SQL', source: COMMENT.because, severity: 'hard' },
      trigger: { keywords: COMMENT.keywords, fileGlobs: ['src/db/*.ts'] },
    },
  ]);
  expect(listLearnings(project)).toMatchObject([{ content: MENDED.text }]);
  expect(openProposals(project)).toEqual([]);
  await expect(takeProposal(project, { id: COMMENT.id })).rejects.toMatchObject({
    problem: { code: 'PROPOSAL_NOT_FOUND' },
  });
});

test('what was dropped does not come again, and one that cannot be kept stays open', async () => {
  const { project } = await missionOf({ a: [] });
  await keepProposal(project, COMMENT);
  await expect(takeProposal(project, { id: COMMENT.id, keywords: [], globs: [] })).rejects.toMatchObject({
    problem: { code: 'INPUT_INVALID' },
  });
  expect(openProposals(project)).toHaveLength(1);

  await dropProposal(project, COMMENT.id);
  await keepProposal(project, COMMENT);

  expect(openProposals(project)).toEqual([]);
});

test('a correction counts the agents that were told it, and no prompt that was only looked at', async () => {
  const { project, mission } = await missionOf({ a: [], b: [] });
  const { context } = await engineWithoutDocker();
  const { id } = await addCorrection(project, { rule: 'Be short', keywords: ['words'], globs: [], severity: 'hard' });
  await addCorrection(project, { rule: 'Be tall', keywords: ['trees'], globs: [] });
  const launch = launchedBy({
    create: (_, wish) => Promise.resolve({ name: `made-${wish.id}` } as unknown as Container),
    isMade: () => Promise.resolve(false),
    base: () => Promise.resolve(null),
  });
  const wishes = { preset: 'standard' as const, domains: [], limits: {} };

  await writePrompt(project, { mission, id: 'a' });
  expect(readUses(project)).toEqual({});
  await launch(context, project, { ...wishes, mission, feature: 'a', id: CallerId.parse(randomUUID()) });
  await launch(context, project, {
    ...wishes,
    mission,
    feature: 'b',
    id: CallerId.parse(randomUUID()),
    task: 'Be brave',
  });
  await noteUse(project, { ids: [id], as: 'objection' });

  expect(readUses(project)).toMatchObject({ [id]: { prompts: 1, objections: 1 } });
  expect(Object.keys(readUses(project))).toEqual([id]);
});

test('damage to either file loses nothing: it is told, and what was in it is kept beside', async () => {
  const at = await missionOf({ a: [] });
  const told: Notice[] = [];
  const project = { ...at.project, notice: (one: Notice) => void told.push(one) };
  await keepProposal(project, COMMENT);
  const path = (name: string): string => join(project.folder, 'ours', name);
  await writeFile(path('proposals.json'), '{"proposals": [');
  await writeFile(path('rule-uses.json'), '{"uses": ');

  expect(openProposals(project)).toEqual([]);
  const { context } = await engineWithoutDocker();
  await proposeFromMended(context, project, {
    ...{ assertion: 'a-1', command: 'npm test', flaws: [] },
    ...{ failedAt: 'a'.repeat(40), passedAt: 'b'.repeat(40) },
  });
  expect(await readFile(path('proposals.json'), 'utf8')).toBe('{"proposals": [');
  await noteUse(project, { ids: ['2026-11-28-001'], as: 'prompt' });
  expect(readUses(project)).toMatchObject({ '2026-11-28-001': { prompts: 1 } });
  expect(told.some(({ sentence }) => sentence.includes('It is kept as'))).toBe(true);
});
