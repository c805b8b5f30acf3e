import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { approvedMission, HANDOFF, stateProject } from '../../support/state.ts';

const LINE = 'x'.repeat(20_000);
const NAME = 'x'.repeat(201);
const LONG_LINE = 'Use at most 10000 characters.';
const LONG_NAME = 'Use at most 200 characters.';

const BEYOND: (readonly [readonly string[], string])[] = [
  [['task', 'create', LINE], `title: ${LONG_LINE}`],
  [['task', 'create', 't', '--assignee', NAME], `assignee: ${LONG_NAME}`],
  [['task', 'update', 'tsk-000000', '--title', LINE], `title: ${LONG_LINE}`],
  [['task', 'close', 'tsk-000000', '--reason', LINE], `reason: ${LONG_LINE}`],
  [['reply', 'write', 'f1', '--mission', 'm', '--outcome', 'completed', '--source', LINE], `source: ${LONG_LINE}`],
  [
    ['principle', 'add', '--id', 'p', '--name', LINE, '--rule', 'r', '--profiles', 'custom', '--mode', 'advisory'],
    `name: ${LONG_LINE}`,
  ],
  [['memory-correct', LINE, '--trigger', 'a'], `rule: ${LONG_LINE}`],
  [['memory-correct', 'r', '--trigger', 'x'.repeat(501)], 'keywords.0: Use at most 500 characters.'],
  [['ratchet-promote', 'c', '--check', LINE], `check: ${LONG_LINE}`],
  [['graph-link', LINE, '--consumes'], 'target: Use at most 400 characters.'],
  [[...HANDOFF, '--agent', NAME], `agent: ${LONG_NAME}`],
  [[...HANDOFF, '--decision', LINE], `words.decisions.0: ${LONG_LINE}`],
  [['handoff', 'pickup', '--claim', '--lease', '999999d'], 'leaseMs: A lease lasts a year at most.'],
  [['config', 'set', 'a b', 'true'], 'keyPath: Join the keys with dots: memory.learnings.enabled'],
];

test.each(BEYOND.map(([args, sentence]) => ({ command: args.slice(0, 2).join(' ').slice(0, 30), args, sentence })))(
  'maestro $command is refused with "$sentence" and writes nothing',
  async ({ args, sentence }) => {
    const project = await stateProject();

    const { code, stdout } = await project.run([...args, '--json']);

    expect({ code, ...(JSON.parse(stdout) as object) }).toEqual({
      code: 'INPUT_INVALID',
      error: sentence,
      hints: ['Correct the named field and try again.'],
    });
    expect(code).toBe(1);
    expect(existsSync(join(project.folder, '.maestro'))).toBe(false);
  },
);

test.each([
  [`title: ${LONG_LINE}`, ['mission', 'update', 'MISSION', '--title', LINE]],
  [
    `reason: ${LONG_LINE}`,
    ['validate', 'update', 'f1-a1', '--mission', 'MISSION', '--result', 'waived', '--reason', LINE],
  ],
])('"%s" is what a person reads', async (sentence, args) => {
  const project = await stateProject();
  const mission = await approvedMission(project);

  const { code, stderr } = await project.run(args.map((word) => (word === 'MISSION' ? mission : word)));

  expect(code).toBe(1);
  expect(stderr).toContain(`error: ${sentence} (INPUT_INVALID)`);
});

test('a confidence above 1 is accepted, and an agent without a name counts as not given', async () => {
  const project = await stateProject();

  const made = await project.json([...HANDOFF, '--confidence-work', '1.5', '--agent', '']);

  expect(made).toMatchObject({ agent: 'unknown', content: { cs: { work: 1.5 } } });
});
