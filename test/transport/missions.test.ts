import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createHandoff } from '../../electron/engine/project/handoffs/create.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { type Client, engineWithoutDocker, TRANSPORTS } from '../support/connections.ts';
import { entryOf, projectOnDisk, type ProjectOnDisk, summaryIn, WORDS } from '../support/missions.ts';
import { planOf } from '../support/state.ts';
import { until } from '../support/until.ts';

describe.each(Object.entries(TRANSPORTS))('over %s', (_, connect) => {
  /** A client with one project open, and where its calls lead. */
  async function opened(options?: { features?: number }): Promise<Opened> {
    const [engine, made] = await Promise.all([engineWithoutDocker(), projectOnDisk(options)]);
    const { client } = await connect(engine);
    await client.projects.open({ path: made.root });
    return { ...made, client, engine, at: { project: made.root, mission: made.mission } };
  }

  interface Opened extends ProjectOnDisk {
    readonly client: Client;
    readonly engine: Engine;
    readonly at: { readonly project: string; readonly mission: string };
  }

  test('a mission goes from plan to seal, and the snapshot follows', async () => {
    const { client, engine, root } = await opened();
    const text = JSON.stringify(planOf(1));
    const { mission } = await client.missions.create({ project: root, text });
    const at = { project: root, mission: mission.id };
    await client.missions.approve(at);
    const feature = { ...at, feature: 'f1' };
    expect(await client.features.update({ ...feature, status: 'in-progress' })).toMatchObject({
      missionAutoStarted: true,
      warnings: [],
    });
    await client.features.update({ ...feature, status: 'review', report: '{"content": "It works."}' });
    await client.features.update({ ...feature, status: 'done' });
    await client.assertions.judge({ ...at, assertion: 'f1-assertion-1', result: 'passed', evidence: 'npm test' });
    expect(await client.milestones.seal({ ...at, milestone: 'm-f1' })).toMatchObject({ sealed: true });

    const key = { root, mission: mission.id } as ProjectOnDisk;
    await until('the seal', () => summaryIn(engine, key)?.effectiveStatus === 'completed');
    expect(summaryIn(engine, key)).toMatchObject({ features: { done: 1 }, assertions: { settled: 1 } });
  });

  test.each(['constructor', '__proto__', 'toString'])('%s is no open project', async (project) => {
    const { client } = await opened();
    await expect(client.memory.learn({ project, content: 'x' })).rejects.toMatchObject({
      data: { code: 'PROJECT_NOT_OPEN' },
    });
  });

  test('a report and a plan are texts, never the path of a file', async () => {
    const { client, at, file } = await opened();
    const report = `@${file('mission.json')}`;
    await expect(client.features.update({ ...at, feature: 'f1', report })).rejects.toMatchObject({
      data: { code: 'INPUT_INVALID' },
    });
    const check = await client.missions.checkPlan({ project: at.project, text: file('mission.json') });
    expect(check.flaws[0]?.sentence).toContain('is not JSON');
  });

  test('the board says what is ready, what blocks, and what may come next', async () => {
    const { client, at, file } = await opened({ features: 2 });
    await client.features.prompt({ ...at, feature: 'f2' });
    const board = await client.missions.board(at);
    expect(board).toMatchObject({ effectiveStatus: 'approved', moves: ['executing'], damaged: [] });
    expect(board.milestones[0]).toMatchObject({
      current: true,
      blocking: [{ id: 'f1-assertion-1', result: 'pending' }],
      warnings: ['1 of 1 features of m-f1 are not done.'],
    });
    expect(board.features[1]).toMatchObject({
      ...{ ready: true, blockedBy: [], hasReport: false, retries: 0, moves: ['assigned', 'in-progress'] },
      ...{ path: file('features/f2.json'), promptPath: file('workers/f2/prompt.md') },
    });
    expect(board.assertions[0]).toMatchObject({ moves: ['passed', 'failed', 'blocked', 'waived'] });
    expect(board.log.map(({ title }) => title)).toContain('Mission approved');
  });

  test('a refused move crosses with what would be allowed, and changes nothing', async () => {
    const { client, at, file } = await opened();
    const before = await readFile(file('features/f1.json'), 'utf8');
    const update = client.features.update({ ...at, feature: 'f1', status: 'done' });
    await expect(update).rejects.toMatchObject({
      data: { code: 'TRANSITION_ILLEGAL', hints: ['From pending it can become assigned or in-progress.'] },
    });
    expect(await readFile(file('features/f1.json'), 'utf8')).toBe(before);
  });

  test('a seal that is blocked names what stands in the way', async () => {
    const { client, at } = await opened();
    const seal = client.milestones.seal({ ...at, milestone: 'm-f1' });
    await expect(seal).rejects.toMatchObject({
      data: { code: 'SEAL_BLOCKED', hints: expect.arrayContaining(['f1-assertion-1 (pending)']) as unknown },
    });
  });

  test('a move that skips a dependency is done, and told', async () => {
    const { client, root } = await opened();
    const plan = planOf(2) as { features: { dependsOn?: string[] }[] };
    plan.features[1] = { ...plan.features[1], dependsOn: ['f1'] };
    const { mission } = await client.missions.create({ project: root, text: JSON.stringify(plan) });
    const at = { project: root, mission: mission.id, feature: 'f2', status: 'assigned' } as const;
    await expect(client.features.update({ ...at, strict: true })).rejects.toMatchObject({
      data: { code: 'DEPENDENCY_OPEN' },
    });
    const { warnings } = await client.features.update(at);
    expect(warnings).toContain('f2 depends on f1 (pending), which is not done.');
  });

  test('the flaws of a plan come with their lines, and nothing is written', async () => {
    const { client, root, engine } = await opened();
    const text = JSON.stringify(planOf(2, { title: 7 }), null, 2).replace(
      '"workerType": "codex"',
      '"workerType": "a b"',
    );
    const { plan, flaws } = await client.missions.checkPlan({ project: root, text });
    expect(plan).toBeNull();
    expect(flaws).toMatchObject([
      { path: 'title', line: 2, column: 12 },
      { path: 'features.0.workerType', line: text.slice(0, text.indexOf('a b')).split('\n').length },
    ]);
    expect((await client.missions.checkPlan({ project: root, text: '{\n  "title": }' })).flaws).toMatchObject([
      { path: 'root', line: 2, column: 12 },
    ]);
    await until('the project to be read', () => entryOf(engine, root, 'ready'));
    expect(entryOf(engine, root)).toMatchObject({ missionCount: 1 });
  });

  test('a checkpoint shows what loading it would change, and loads', async () => {
    const { client, at } = await opened();
    const { checkpoint } = await client.checkpoints.save(at);
    await client.features.update({ ...at, feature: 'f1', status: 'assigned' });
    const { diff } = await client.checkpoints.diff({ ...at, id: checkpoint.id });
    expect(diff).toEqual({ features: [{ id: 'f1', from: 'assigned', to: 'pending' }], assertions: [], gone: [] });
    await client.checkpoints.load({ ...at, id: checkpoint.id });
    expect((await client.missions.board(at)).features[0]).toMatchObject({ feature: { status: 'pending' } });
  });

  test('a handoff is listed, taken apart, claimed by one, and given back', async () => {
    const { client, project, root } = await opened();
    const { id } = await createHandoff(project, { words: WORDS, agent: 'ada' });
    expect(await client.handoffs.list({ project: root })).toMatchObject({
      handoffs: [{ id, status: 'pending', agent: 'ada', mode: 'execute', nextAction: 'go_on' }],
      damaged: [],
    });
    const { blocks, uki, paste } = await client.handoffs.get({ project: root, id });
    expect(blocks).toContainEqual({ name: 'COMPLETED_WORK', value: ['one', 'two'] });
    expect(blocks).toContainEqual({ name: 'RISKS', value: [] });
    expect(paste.endsWith(uki)).toBe(true);

    await client.handoffs.claim({ project: root, agent: 'bob', leaseMinutes: 30 });
    const again = client.handoffs.claim({ project: root, id, agent: 'eve' });
    await expect(again).rejects.toMatchObject({ data: { code: 'HANDOFF_TAKEN' } });
    const [head] = (await client.handoffs.list({ project: root, status: 'picked-up' })).handoffs;
    expect(head).toMatchObject({ pickedUpBy: 'bob', leaseUntil: expect.any(String) as string });
    const { handoff } = await client.handoffs.release({ project: root, id, agent: 'bob' });
    expect(handoff).toMatchObject({ status: 'pending' });
    expect(await client.handoffs.verify({ project: root, id })).toMatchObject({
      contradicted: expect.any(Number) as number,
    });
  });

  test('the memory is read and grows', async () => {
    const { client, root } = await opened();
    const project = { project: root };
    const { correction } = await client.memory.correct({
      ...{ ...project, rule: 'use npm ci', keywords: ['install'], globs: [], severity: 'hard' },
    });
    await client.memory.learn({ ...project, content: 'tests are fast' });
    await client.memory.compile({ ...project, summary: 'be fast' });
    await client.memory.promote({ ...project, correction: correction.id, check: 'npm install' });
    expect((await client.memory.checkRatchet(project)).report).toMatchObject({ passed: true, totalCount: 1 });
    expect(await client.memory.read(project)).toMatchObject({
      corrections: [{ rule: 'use npm ci' }],
      learnings: [{ content: 'tests are fast' }],
      compiled: { summary: 'be fast' },
      suite: { assertions: [{ check: 'npm install' }] },
      baseline: { passCount: 1 },
      lint: [],
    });
  });

  test('a configuration key is set with its comments kept, and a wrong one refused', async () => {
    const { client, root, project } = await opened();
    const file = join(project.folder, 'config.yaml');
    await writeFile(file, '# mine\nmemory:\n  enabled: true # for now\n');
    const edit = { project: root, scope: 'project', keyPath: 'memory.enabled' } as const;
    await client.projects.editConfig({ ...edit, value: false });
    expect(await readFile(file, 'utf8')).toBe('# mine\nmemory:\n  enabled: false # for now\n');
    const wrong = client.projects.editConfig({ ...edit, value: 'perhaps' });
    await expect(wrong).rejects.toMatchObject({ data: { code: 'CONFIG_INVALID' } });
    const { rowsByTab } = await client.projects.config({ project: root });
    expect(rowsByTab['project']).toMatchObject([{ keyPath: 'memory.enabled', projectValueText: 'off' }]);
  });

  test('what workers get as their environment never crosses', async () => {
    const { client, at, project, root, engine } = await opened();
    const file = join(project.folder, 'config.yaml');
    const secret = 'sk-very-secret';
    await writeFile(file, `workers:\n  codex:\n    env:\n      TOKEN: ${secret}\n`);
    const [config, control] = [await client.projects.config({ project: root }), await client.missions.control(at)];
    expect(config.rowsByTab['workers']?.map(({ keyPath }) => keyPath)).toContain('workers.codex.env.TOKEN');
    expect(JSON.stringify([config, control])).not.toContain(secret);
    await writeFile(file, `workers:\n  codex:\n    env:\n      TOKEN: [${secret}]\n      KEY: 987654\n`);
    const broken = [await client.projects.config({ project: root }), await client.missions.control(at)] as const;
    expect(broken[0].errors).toHaveLength(1);
    await until('the damage', () => entryOf(engine, root)?.damaged.length === 1);
    expect(JSON.stringify([broken, engine.context.state.snapshot])).not.toMatch(/very-secret|987654/);
  });

  test('Mission Control, notes, drawings and the graph of projects cross whole', async () => {
    const { client, at, root } = await opened();
    expect(await client.missions.control(at)).toMatchObject({ mode: 'mission', missionId: at.mission });
    const { note } = await client.projects.addNote({ project: root, content: 'remember' });
    expect(await client.projects.notes({ project: root })).toEqual({ notes: [note] });
    expect((await client.missions.graph({ ...at, format: 'mermaid' })).text).toContain('flowchart LR');
    await client.graph.link({ project: root, target: 'web', relation: 'consumes', via: 'REST' });
    expect(await client.graph.read({ project: root })).toMatchObject({
      graph: { edges: [{ to: 'web', relation: 'consumes', detail: 'REST' }] },
      context: { relationships: [{ direction: 'outgoing' }] },
    });
  });

  test('a project that nobody opened is refused', async () => {
    const { client } = await connect(await engineWithoutDocker());
    const read = client.memory.read({ project: '/nowhere' });
    await expect(read).rejects.toMatchObject({ data: { code: 'PROJECT_NOT_OPEN' } });
    const open = client.projects.open({ path: '/nowhere/at/all' });
    await expect(open).rejects.toMatchObject({ data: { code: 'PROJECT_NOT_FOLDER' } });
  });
});
