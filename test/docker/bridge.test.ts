import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Feature } from '../../electron/contract/features.ts';
import type { Handoff } from '../../electron/contract/handoffs.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import { execute } from '../support/execute.ts';
import { kept, stage, type Stage, statusOf } from '../support/feature-stage.ts';
import { gitProject } from '../support/project.ts';
import { until } from '../support/until.ts';

interface Said {
  readonly code: number;
  readonly output: string;
}

/** What an agent runs in its container, as the shell reads it. */
function shell({ dockerId }: Container, script: string): Promise<Said> {
  return execute(dockerId, ['bash', '-c', script], { user: 'node' });
}

/** A container whose agent works on the first feature, with its bridge up. */
async function bridged(): Promise<{ here: Stage; made: Container; run: (script: string) => Promise<Said> }> {
  const here = await stage();
  here.engine.watch();
  const { launch } = await here.launch('f1', ['sleep', 'infinity']);
  const made = await getContainer(here.engine.context, launch.container ?? '');
  const run = (script: string): Promise<Said> => shell(made, script);
  await until('the bridge', async () => {
    const said = await run('maestro version');
    return said.code === 0 || Promise.reject(new Error(said.output));
  });
  return { here, made, run };
}

function features({ project, mission }: Stage): Promise<Feature[]> {
  return project
    .json<{ features: Feature[] }>(['feature', 'list', '--mission', mission])
    .then(({ features: all }) => all);
}

describe('an agent in its container', () => {
  let here: Stage;
  let made: Container;
  let run: (script: string) => Promise<Said>;

  beforeAll(async () => {
    ({ here, made, run } = await bridged());
  });

  test('reads its mission, its prompt and the memory as its user would', async () => {
    await here.project.json(['memory-correct', 'use npm ci', '--trigger', 'install']);

    const shown = await run(`maestro mission show ${here.mission} --json`);
    expect(JSON.parse(shown.output)).toMatchObject({ mission: { id: here.mission } });
    expect((await run('maestro feature list')).output).toContain('f3');
    expect((await run('maestro feature prompt f1')).output).toContain('# Worker Assignment: f1');
    expect((await run('maestro memory-recall --task "install it"')).output).toContain('use npm ci');
    expect((await run('maestro help feature update')).output).toContain('maestro feature update');
  });

  test('writes learnings, notes and a handoff, whose author and branch are its own', async () => {
    for (const script of [
      'maestro memory-learn --content "the database needs a reset"',
      'maestro note --content "looked at the schema"',
      'maestro handoff create --mode execute --session-core core --summary Half_done --next-action go_on ' +
        '--confidence-work 0.5 --touched-file src/a.ts',
    ]) {
      expect(await run(script)).toMatchObject({ code: 0 });
    }

    const [handoff] = await here.project.json<Handoff[]>(['handoff', 'list', '--status', 'pending']);
    expect(handoff).toMatchObject({ agent: 'custom', sessionId: made.name });
    expect(handoff?.content.artifacts).toContain(`branch_${made.branch.replaceAll(/\W/g, '_')}`);
    const notes = await here.project.json<{ content: string; git_branch: string }[]>(['note', '--list']);
    expect(notes.at(-1)).toMatchObject({ content: 'looked at the schema', git_branch: made.branch });
    const path = join(here.project.folder, '.maestro/ours/authors', `${here.mission}.jsonl`);
    const rows = (await readFile(path, 'utf8')).trim().split('\n');
    const written = rows.map((row) => JSON.parse(row) as { container: string; command: string });
    expect(written.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['memory-learn', 'note', 'handoff create']),
    );
    expect(new Set(written.map(({ container }) => container))).toEqual(new Set([made.name]));
  });

  test.each([
    ['its user’s decisions', () => `maestro mission approve ${here.mission}`, 'may not run "maestro mission approve"'],
    ['assertions', () => `maestro validate update a --result passed`, 'may not run "maestro validate update"'],
    ['seals', () => `maestro milestone seal m --mission ${here.mission}`, 'may not run "maestro milestone seal"'],
    ['containers', () => 'maestro new "another one"', 'may not run "maestro new"'],
    ['its network', () => `maestro add-domain ${made.name} evil.test`, 'may not run "maestro add-domain"'],
    ['another feature', () => 'maestro feature update f2 --status review', 'works on feature f1 alone'],
    ['another mission', () => 'maestro feature list --mission 2020-01-01-001', `works on mission`],
    [
      'the end of its feature',
      () => 'maestro feature update f1 --status done',
      'to in-progress or review, not to "done"',
    ],
    ['a file of the host', () => 'maestro feature prompt f1 --out /tmp/x', 'may not give --out'],
    [
      'a report of the host',
      () => 'maestro reply write f1 --outcome completed --report-file /etc/passwd',
      '--report-file',
    ],
    ['another name', () => 'maestro handoff create --agent somebody --mode plan', 'may not give --agent'],
  ])('is refused %s, and told what it may do', async (_, script, words) => {
    const before = await features(here);

    const said = await run(script());

    expect(said.code).toBe(1);
    expect(said.output).toContain(words);
    expect(said.output).toMatch(/In its container, an agent has these: .*feature update/);
    expect(await features(here)).toEqual(before);
  });

  test('cannot name a file of the host past its own client', async () => {
    const call = (words: string[]): string =>
      `python3 -c 'import json,os,socket
s=socket.socket(socket.AF_UNIX); s.connect(os.path.expanduser("~/.maestro/bridge"))
s.sendall(json.dumps({"words": ${JSON.stringify(words)}}).encode()+b"\\n"); print(s.makefile().readline())'`;

    const said = await run(call(['feature', 'update', 'f1', '--report', '@/etc/hostname']));

    expect(JSON.parse(said.output)).toMatchObject({ code: 1, out: '' });
    expect(said.output).toContain('A report is JSON, or the name of a file in the container');
  });

  test('is answered after nonsense, floods and a bridge that was killed', async () => {
    await run(`python3 -c 'import os,socket
for n in range(40):
    s=socket.socket(socket.AF_UNIX); s.connect(os.path.expanduser("~/.maestro/bridge")); s.sendall(b"\\xff" * n + b"{\\n"); s.close()'`);
    expect(await run('maestro version')).toMatchObject({ code: 0 });

    await run('pkill -9 -f lib/maestro/bridge');

    await until('another bridge', async () => (await run('maestro version')).code === 0);
  });

  test('moves its feature to review with its report, and its commits come to the project', async () => {
    const script = `cd /workspace && echo 1 >f1.txt && git add f1.txt && git commit -qm "Write f1" &&
      echo '{"salientSummary": "It is written and tested, all of it."}' >report.json &&
      maestro feature update f1 --status review --report @report.json`;

    expect(await run(script)).toMatchObject({ code: 0 });

    const [feature] = await features(here);
    expect(feature).toMatchObject({
      status: 'review',
      report: { salientSummary: 'It is written and tested, all of it.' },
    });
    await execute(
      made.dockerId,
      ['bash', '-c', `printf '%s' '{"hook_event_name":"Stop"}' | /usr/local/lib/maestro/hook claude`],
      { user: 'node' },
    );
    await until('what was handed in', () => kept(here, 'f1')[0]?.handedIn !== undefined);
    expect(await statusOf(here, 'f1')).toBe('review');
  });

  test('writes nothing any more once another agent works on its feature', async () => {
    const path = join(here.project.folder, '.maestro/ours/launches', here.mission, 'f1.json');
    const [launch] = kept(here, 'f1');
    const other = { ...launch, id: '00000000-0000-4000-8000-000000000000', container: 'maestro-other-f1-1' };
    await writeFile(path, JSON.stringify({ launches: [launch, other] }));

    const said = await run('maestro memory-learn --content "too late"');

    expect(said.output).toContain('Another agent works on feature f1 by now, in maestro-other-f1-1.');
    expect(await run('maestro feature list')).toMatchObject({ code: 0 });
  });
});

test('where no host answers, and in a container without a feature, the command says so', async () => {
  const engine = await containerEngine();
  const made = await engine.client.containers.create(newContainer({ project: await gitProject() }));

  const said = await shell(made, 'maestro mission list');

  expect(said.code).toBe(1);
  expect(said.output).toContain('Nobody answers for Maestro outside this container.');
});
