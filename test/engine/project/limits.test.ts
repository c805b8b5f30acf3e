import { expect, test } from 'vitest';
import { refusalOf } from '../../../electron/contract/flaws.ts';
import { problemOf } from '../../../electron/engine/errors.ts';
import { addCorrection, addLearning, compileLearnings } from '../../../electron/engine/project/memory/memory.ts';
import { promoteCorrection } from '../../../electron/engine/project/memory/ratchet.ts';
import { claimHandoff } from '../../../electron/engine/project/handoffs/claim.ts';
import { editConfig } from '../../../electron/engine/project/config/edit-config.ts';
import { linkProject } from '../../../electron/engine/project/graph/graph.ts';
import { updateAssertion } from '../../../electron/engine/project/missions/assertions/update.ts';
import { updateFeature } from '../../../electron/engine/project/missions/features/update.ts';
import { updateMission } from '../../../electron/engine/project/missions/mission/update.ts';
import { addNote } from '../../../electron/engine/project/notes/notes.ts';
import type { Project } from '../../../electron/engine/project/records/project.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { engineWithoutDocker } from '../../support/connections.ts';
import { openReady, projectOnDisk } from '../../support/missions.ts';

const LINE = 'x'.repeat(20_000);
const TEXT = 'x'.repeat(1_000_001);
const TRIGGERS = Array.from({ length: 101 }, () => 'word');

type Client = Engine['client'];

interface Case {
  readonly operation: (project: Project, mission: string) => Promise<unknown>;
  readonly procedure: (client: Client, at: { project: string; mission: string }) => Promise<unknown>;
  readonly sentence: string;
}

const LONG_LINE = 'Use at most 10000 characters.';
const LONG_TEXT = 'Use at most 1000000 characters.';

const CASES: Record<string, Case> = {
  'the title of a mission': {
    operation: (project, mission) => updateMission(project, { mission, title: LINE }),
    procedure: (client, at) => client.missions.update({ ...at, title: LINE }),
    sentence: `title: ${LONG_LINE}`,
  },
  'why a feature goes back': {
    operation: (project, mission) => updateFeature(project, { mission, feature: 'f1', retryReason: TEXT }),
    procedure: (client, at) => client.features.update({ ...at, feature: 'f1', retryReason: TEXT }),
    sentence: `retryReason: ${LONG_TEXT}`,
  },
  'why an assertion is waived': {
    operation: (project, mission) =>
      updateAssertion(project, { mission, assertion: 'a', result: 'waived', reason: LINE }),
    procedure: (client, at) => client.assertions.judge({ ...at, assertion: 'a', result: 'waived', reason: LINE }),
    sentence: `reason: ${LONG_LINE}`,
  },
  'the rule of a correction': {
    operation: (project) => addCorrection(project, { rule: LINE, keywords: ['a'], globs: [] }),
    procedure: (client, { project }) => client.memory.correct({ project, rule: LINE, keywords: ['a'], globs: [] }),
    sentence: `rule: ${LONG_LINE}`,
  },
  'the words of a correction': {
    operation: (project) => addCorrection(project, { rule: 'r', keywords: TRIGGERS, globs: [] }),
    procedure: (client, { project }) => client.memory.correct({ project, rule: 'r', keywords: TRIGGERS, globs: [] }),
    sentence: 'keywords: Give at most 100.',
  },
  'a learning': {
    operation: (project) => addLearning(project, { content: TEXT }),
    procedure: (client, { project }) => client.memory.learn({ project, content: TEXT }),
    sentence: `content: ${LONG_TEXT}`,
  },
  'a summary of learnings': {
    operation: (project) => compileLearnings(project, { summary: TEXT }),
    procedure: (client, { project }) => client.memory.compile({ project, summary: TEXT }),
    sentence: `summary: ${LONG_TEXT}`,
  },
  'a forbidden pattern': {
    operation: (project) => promoteCorrection(project, { correction: 'c', check: LINE }),
    procedure: (client, { project }) => client.memory.promote({ project, correction: 'c', check: LINE }),
    sentence: `check: ${LONG_LINE}`,
  },
  'the other project of a link': {
    operation: (project) => linkProject(project, { target: LINE, relation: 'consumes' }),
    procedure: (client, { project }) => client.graph.link({ project, target: LINE, relation: 'consumes' }),
    sentence: 'target: Use at most 400 characters.',
  },
  'a note': {
    operation: (project) => addNote(project, { content: TEXT }),
    procedure: (client, { project }) => client.projects.addNote({ project, content: TEXT }),
    sentence: `content: ${LONG_TEXT}`,
  },
  'a key of the configuration': {
    operation: (project) => editConfig(project, { scope: 'project', keyPath: 'a b', value: true }),
    procedure: (client, { project }) =>
      client.projects.editConfig({ project, scope: 'project', keyPath: 'a b', value: true }),
    sentence: 'keyPath: Join the keys with dots: memory.learnings.enabled',
  },
  'who claims a handoff': {
    operation: (project) => claimHandoff(project, { agent: 'x'.repeat(201) }),
    procedure: (client, { project }) => client.handoffs.claim({ project, agent: 'x'.repeat(201) }),
    sentence: 'agent: Use at most 200 characters.',
  },
};

/** What a call was refused with: the sentence, from here or from behind the contract. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const { code, data } = error as { code?: string; data?: { issues: Parameters<typeof refusalOf>[0] } };
  if (code === 'BAD_REQUEST' && data !== undefined) return refusalOf(data.issues);
  const problem = problemOf(error);
  return problem.code === 'INPUT_INVALID' ? problem.sentence : JSON.stringify(problem);
}

test.each(Object.entries(CASES))('%s has one limit for every face', async (_what, asked) => {
  const [engine, { project, root, mission }] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await openReady(engine, root);

  const sentences = await Promise.all([
    refusal(asked.operation(project, mission)),
    refusal(asked.procedure(engine.client, { project: root, mission })),
  ]);

  expect(sentences).toEqual([asked.sentence, asked.sentence]);
});
