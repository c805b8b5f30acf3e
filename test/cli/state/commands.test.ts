import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MAESTRO } from '../../support/maestro.ts';
import { approvedMission, HANDOFF, planOf, stateProject } from '../../support/state.ts';

test('the documented loop works in a fresh project', async () => {
  const project = await stateProject();
  await project.json(['init']);
  const mission = await approvedMission(project, planOf(1));
  const inside = ['--mission', mission];

  const prompt = await project.json<{ prompt: string }>(['feature', 'prompt', 'f1', ...inside]);
  const handoff = await project.json<{ id: string; uki: string }>([...HANDOFF, '--feature-id', 'auth-impl']);
  await project.json(['handoff', 'pickup', '--claim', '--agent', 'codex']);
  await project.json(['feature', 'update', 'f1', ...inside, '--status', 'in-progress']);
  await project.json(['feature', 'update', 'f1', ...inside, '--status', 'review']);
  await project.json(['validate', 'update', 'f1-assertion-1', ...inside, '--result', 'passed']);

  expect(prompt.prompt).toContain('# Worker Assignment: f1');
  expect(handoff.uki).toContain('feature_auth_impl');
  expect(await project.json(['milestone', 'seal', 'm-f1', ...inside])).toMatchObject({ sealed: true });
});

test('the doctor finds nothing to complain about right after init', async () => {
  const project = await stateProject();
  await project.json(['init']);
  await project.json(['init', '--global']);

  const checks = await project.json<{ status: string }[]>(['doctor']);

  expect(checks.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
});

test('open dependencies are told, and forbid the move only when strict', async () => {
  const project = await stateProject();
  const base = planOf(2) as { features: { dependsOn?: string[] }[] };
  (base.features[1] ?? {}).dependsOn = ['f1'];
  const mission = await approvedMission(project, base);
  const move = ['feature', 'update', 'f2', '--mission', mission, '--status', 'in-progress'];

  expect(await project.run([...move, '--strict', '--json'])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('DEPENDENCY_OPEN') as string,
  });
  expect(await project.run(move)).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('f2 depends on f1') as string,
  });
});

test('a checkpoint brings features and assertions back, and says so before', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project);
  const inside = ['--mission', mission];
  await project.json(['checkpoint', 'save', ...inside]);
  await project.json(['feature', 'update', 'f1', ...inside, '--status', 'in-progress']);
  await project.json(['validate', 'update', 'f1-assertion-1', ...inside, '--result', 'waived', '--reason', 'r']);

  const planned = await project.json<{ diff: object }>(['checkpoint', 'load', ...inside, '--dry-run']);
  const loaded = await project.json(['checkpoint', 'load', ...inside]);

  expect(planned.diff).toMatchObject({ features: [{ id: 'f1', from: 'in-progress', to: 'pending' }] });
  expect(loaded).toMatchObject({ restored: { featureCount: 1, assertionCount: 1 } });
});

test('a handoff whose lease ran out waits again, in lists, counts and claims', async () => {
  const project = await stateProject();
  const { id } = await project.json<{ id: string }>([...HANDOFF]);
  await project.json(['handoff', 'pickup', '--id', id, '--claim', '--agent', 'ada', '--lease', '0s']);

  const { stdout } = await project.run(['status']);
  expect(stdout).toContain('1 pending handoff');
  expect(JSON.stringify(await project.json(['handoff', 'list', '--status', 'pending']))).toContain(id);
  expect(await project.json(['handoff', 'pickup', '--claim', '--agent', 'bob'])).toMatchObject({ pickedUpBy: 'bob' });
});

test('a released handoff can be taken again, an expired claim too', async () => {
  const project = await stateProject();
  const { id } = await project.json<{ id: string }>(HANDOFF);
  const claim = (agent: string) => ['handoff', 'pickup', '--id', id, '--claim', '--agent', agent];
  await project.json([...claim('a'), '--lease', '0s']);

  expect(await project.json([...claim('b'), '--lease', '1h'])).toMatchObject({ pickedUpBy: 'b' });
  expect(await project.run(claim('c'))).toMatchObject({ code: 1 });
  expect(await project.run(['handoff', 'release', id, '--agent', 'c'])).toMatchObject({ code: 1 });
  expect(await project.json(['handoff', 'release', id, '--agent', 'b'])).toMatchObject({ status: 'pending' });
});

test('a handoff is decoded, and compared with what git says', async () => {
  const project = await stateProject();
  await writeFile(join(project.folder, 'real.ts'), '');
  const handoff = await project.json<{ id: string; uki: string; content: object }>([
    ...HANDOFF,
    '--touched-file',
    'file_ghost_ts',
  ]);

  expect(await project.json(['handoff', 'decode', handoff.uki])).toEqual(handoff.content);
  const { code, stdout } = await project.run(['handoff', 'verify', handoff.id, '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ contradicted: 1 });
});

test('gates refuse only where they are enforced', async () => {
  const project = await stateProject();
  await project.json(['init']);
  const milestone = { id: 'm', title: 'M', description: '', order: 0, profile: 'planning' };
  const features = (planOf(1) as { features: object[] }).features.map((feature) => ({ ...feature, milestoneId: 'm' }));
  await approvedMission(project, planOf(1, { milestones: [milestone], features }));
  const create = [...HANDOFF, '--feature-id', 'f1'];

  expect(await project.run(create)).toMatchObject({ code: 0 });
  await writeFile(join(project.folder, '.maestro/config.yaml'), 'principles:\n  gates: enforce\n');
  expect(await project.run([...create, '--json'])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('PRINCIPLE_UNMET') as string,
  });
  expect(await project.run([...create, '--assumption', 'a'])).toMatchObject({ code: 0 });
});

test('a regression fails only where it blocks, and the baseline stays', async () => {
  const project = await stateProject();
  const { id } = await project.json<{ id: string }>(['memory-correct', 'no npm', '--trigger', 'npm']);
  await project.json(['ratchet-promote', id, '--check', 'npm install']);
  await project.json(['ratchet-check']);
  await writeFile(join(project.folder, 'run.py'), 'npm install');

  expect(await project.json(['ratchet-check'])).toMatchObject({ passed: false, previousBaseline: { passCount: 1 } });
  expect(await project.run(['ratchet-check', '--strict'])).toMatchObject({ code: 1 });
  expect(await project.json(['ratchet-check'])).toMatchObject({ previousBaseline: { passCount: 1 } });
});

test('uninstalling leaves everything that was not installed', async () => {
  const project = await stateProject();
  await mkdir(join(project.home, '.claude'));
  const path = join(project.home, '.claude/CLAUDE.md');
  await writeFile(path, '# Mine\n\ntext  \n');
  await project.json(['install']);
  await project.json(['graph-link', 'web', '--consumes']);

  expect(await project.json(['uninstall'])).toMatchObject({ configRemoved: false });
  expect(await readFile(path, 'utf8')).toBe('# Mine\n\ntext  \n');
  expect(await project.json(['graph-context'])).toMatchObject({ totalEdges: 1 });
});

test('a record keeps the fields that Maestro does not know', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project);
  const path = join(project.folder, `.maestro/missions/${mission}/features/f1.json`);
  const record = JSON.parse(await readFile(path, 'utf8')) as object;
  await writeFile(path, JSON.stringify({ ...record, theirs: { a: 1 } }));

  await project.json(['feature', 'update', 'f1', '--mission', mission, '--status', 'assigned']);

  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ theirs: { a: 1 }, status: 'assigned' });
});

test('a plan’s JSON Schema accepts what the command accepts', async () => {
  const project = await stateProject();
  const schema = JSON.parse((await project.run(['schema', 'plan'])).stdout) as {
    required: string[];
    properties: object;
  };

  expect(schema.required).toEqual(['title', 'milestones', 'features']);
  expect(Object.keys(schema.properties)).toContain('proposal');
});

test('a mission’s dependencies are drawn', async () => {
  const project = await stateProject();
  const base = planOf(2) as { features: { dependsOn?: string[] }[] };
  (base.features[1] ?? {}).dependsOn = ['f1'];
  const mission = await approvedMission(project, base);

  expect((await project.run(['mission', 'graph', mission])).stdout).toContain('f0 --> f1');
  expect((await project.run(['mission', 'graph', mission, '--format', 'dot'])).stdout).toContain('"f1" -> "f2"');
});

test('replies move features, and what cannot be moved stays open', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project);
  const inside = ['--mission', mission];
  await project.json(['feature', 'update', 'f1', ...inside, '--status', 'in-progress']);
  await project.json(['feature', 'update', 'f1', ...inside, '--status', 'review']);
  await project.json(['reply', 'write', 'f1', ...inside, '--outcome', 'kicked-back', '--note', 'red']);
  await project.json(['reply', 'write', 'f2', ...inside, '--outcome', 'abandoned']);

  const results = await project.json<{ featureId: string; to?: string; skipped?: string }[]>([
    'reply',
    'ingest',
    ...inside,
  ]);

  expect(results.find(({ featureId }) => featureId === 'f1')).toMatchObject({ to: 'pending' });
  expect(results.find(({ featureId }) => featureId === 'f2')?.skipped).toContain('cannot become blocked');
});

test('watching prints each change as one line', async () => {
  const project = await stateProject();
  await project.json(HANDOFF);
  const child = spawn(MAESTRO, ['watch', '--json'], {
    cwd: project.folder,
    env: { ...process.env, HOME: project.home },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const changes = () =>
    printed
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { kind: string; path: string });

  // The watcher needs a moment to begin, and may do so while a handoff is being made.
  while (!changes().some(({ kind }) => kind === 'added')) await project.json(HANDOFF);
  child.kill();

  for (const { path } of changes()) expect(path).toMatch(/^handoffs\/.*\.json$/);
});

test.each(['mission', 'feature', 'handoff', 'assertion'])('the shell completes %s ids', async (kind) => {
  const project = await stateProject();
  const mission = await approvedMission(project);
  const { id } = await project.json<{ id: string }>(HANDOFF);
  const words: Record<string, [string[], string]> = {
    mission: [['mission', 'show', ''], mission],
    feature: [['feature', 'update', '--mission', mission, ''], 'f2'],
    handoff: [['handoff', 'pickup', '--id', ''], id],
    assertion: [['validate', 'update', 'f1'], 'f1-assertion-1'],
  };
  const [typed, expected] = words[kind] ?? [[], ''];

  expect((await project.run(['__complete', '--', ...typed])).stdout.split('\n')).toContain(expected);
});
