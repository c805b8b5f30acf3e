import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Assertion } from '../../electron/contract/assertions.ts';
import type { LaunchedCopies, PickedCopy, Scoreboard } from '../../electron/contract/tournaments.ts';
import { getContainer, listContainers } from '../../electron/engine/containers/list.ts';
import { inside } from '../support/containers.ts';
import { thingsOf } from '../support/docker.ts';
import { kept, stage, type Stage, statusOf } from '../support/feature-stage.ts';
import { MAESTRO } from '../support/maestro.ts';
import { git } from '../support/project.ts';
import { until } from '../support/until.ts';

const TEST = "import { test } from 'node:test';\nimport assert from 'node:assert';\n";

/** An agent that does what its prompt says below its own way: it writes a test that passes, one that fails, or dies. */
const AGENT = `
case $1 in
  *'Make it pass.'*) value=2 ;;
  *'Make it fail.'*) value=3 ;;
  *) exit 3 ;;
esac
printf '%stest("adds", () => assert.equal(1 + 1, %s));\\n' '${TEST.replaceAll("'", `'"'"'`)}' $value >test/new.test.mjs
git add test && git commit -qm "Way $value"
`;

const CHECK = { assertion: 1, command: 'node --test test/*.test.mjs' };

async function feature<Result>({ project, mission }: Stage, verb: string, more: readonly string[]): Promise<Result> {
  const { code, stdout, stderr } = await project.run(['feature', verb, 'f1', '--json', '--mission', mission, ...more]);
  return code === 0 ? (JSON.parse(stdout) as Result) : Promise.reject(new Error(`${stdout}${stderr}`));
}

async function checkedStage() {
  const here = await stage({ fulfills: ['it adds'], checks: [CHECK] });
  const { project } = here;
  await mkdir(join(project.folder, 'test'), { recursive: true });
  await writeFile(join(project.folder, 'test/old.test.mjs'), `${TEST}test('is there', () => {});\n`);
  await git(project.folder, 'add', 'test');
  await git(project.folder, 'commit', '-qm', 'A test');
  return { ...here, feature: <Result>(verb: string, ...more: string[]) => feature<Result>(here, verb, more) };
}

test('several agents do one feature, are compared by proof, and the picked work is the feature’s', async () => {
  const here = await checkedStage();
  const { engine, project, mission } = here;
  engine.watch();
  const ways = ['Make it fail.', 'Make it pass.', 'Give up.'].flatMap((hint) => ['--hint', hint]);
  const begun = await here.feature<LaunchedCopies>(
    'launch',
    '--copies',
    '3',
    ...ways,
    '--',
    'bash',
    '-c',
    AGENT,
    'x',
    '{prompt}',
  );

  expect(begun.launches.map(({ branch }) => branch)).toEqual(['feat/f1', 'feat/f1-2', 'feat/f1-3']);
  expect(new Set(begun.launches.map(({ tournament }) => tournament)).size).toBe(1);
  await until('the review, when nobody works any more', async () => (await statusOf(here, 'f1')) === 'review');
  const [failing = '', passing = '', dead = ''] = begun.launches.map(({ container }) => container ?? '');

  const { scores } = await here.feature<Scoreboard>('scores', '--prove');
  expect(scores.map(({ container }) => container)).toEqual([passing, failing, dead]);
  expect(scores[0]).toMatchObject({
    ...{ handedIn: true, proofs: { passed: 1, failed: 0, open: 0 }, tests: { passed: 2, failed: 0 } },
    ...{ diff: { commits: 1, files: 1, added: 3, removed: 0 }, comments: 0, unseen: [] },
  });
  expect(scores[1]).toMatchObject({ handedIn: true, proofs: { passed: 0, failed: 1 }, tests: { failed: 1 } });
  expect(scores[2]).toMatchObject({
    proofs: { passed: 0, failed: 0, open: 1 },
    handedIn: false,
    ended: 'Its agent ended with exit code 3.',
    diff: { commits: 0 },
  });
  const judged = async () =>
    (await project.json<{ assertions: Assertion[] }>(['validate', 'show', '--mission', mission])).assertions[0]?.result;
  expect(await judged()).toBe('pending');
  const early = await project.run(['validate', 'run', '--mission', mission]);
  expect(early.stderr).toContain('3 copies of f1 compete, and none is picked.');

  const reads = 'printf %s "$1" >/tmp/prompt; sleep infinity';
  await here.feature('combine', '--', 'bash', '-c', reads, 'x', '{prompt}');
  expect(await statusOf(here, 'f1')).toBe('in-progress');
  const combining = await getContainer(engine.context, kept(here, 'f1').at(-1)?.container ?? '');
  const prompt = await until('its whole prompt', async () => {
    const text = await inside(combining, 'cat /tmp/prompt');
    return text.includes('Leave those refs as they are.') ? text : Promise.reject(new Error(text));
  });
  expect(prompt).toContain('2 agents have done this task already');
  for (const { container, branch } of begun.launches.slice(0, 2)) {
    const { shortName } = await getContainer(engine.context, container ?? '');
    expect(prompt).toContain(`- refs/maestro/${shortName}/${branch} (`);
    await inside(combining, `cd /workspace && git show refs/maestro/${shortName}/${branch}:test/new.test.mjs`);
  }

  const picked = await here.feature<PickedCopy>('pick', '--copy', passing, '--force');

  expect(picked.removed).toEqual([failing, dead, combining.name].sort());
  expect((await listContainers(engine.context)).map(({ name }) => name)).toEqual([passing]);
  expect([await judged(), await statusOf(here, 'f1')]).toEqual(['passed', 'review']);
  expect(await here.feature<PickedCopy>('pick', '--copy', passing, '--force')).toMatchObject({ removed: [] });
  expect([await judged(), await statusOf(here, 'f1')]).toEqual(['passed', 'review']);
  const trash = await project.json<{ entries: { name: string }[] }>(['trash', 'list']);
  expect(trash.entries.map(({ name }) => name).sort()).toEqual(picked.removed);
  const again = await project.run(['feature', 'scores', 'f1', '--mission', mission]);
  expect(again.stderr).toContain('No copies of f1 compete.');
});

test('a launch of several that was killed is gone on with, and makes none twice', async () => {
  const here = await checkedStage();
  const { engine, project, mission } = here;
  const copies = ['--copies', '3', '--', 'sleep', 'infinity'];
  const launch = ['feature', 'launch', 'f1', '--mission', mission, ...copies];
  const env = { ...process.env, HOME: project.home };
  const child = spawn(MAESTRO, launch, { cwd: project.folder, env, stdio: 'ignore' });
  await until('something to be made', async () => (await thingsOf(engine.user)).length > 0);
  child.kill('SIGKILL');
  expect(kept(here, 'f1').map(({ container }) => container)).toEqual([null, null, null]);

  const { launches } = await here.feature<LaunchedCopies>('launch', ...copies);

  expect(launches).toHaveLength(3);
  const names = (await listContainers(engine.context)).map(({ name }) => name);
  expect(names.sort()).toEqual(launches.map(({ container }) => container).sort());
  expect(kept(here, 'f1')).toEqual(launches);
});
