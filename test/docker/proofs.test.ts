import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Assertion } from '../../electron/contract/assertions.ts';
import type { Proof, ProofStanding } from '../../electron/contract/proofs.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { inside } from '../support/containers.ts';
import { stage, type Stage } from '../support/feature-stage.ts';
import { git } from '../support/project.ts';
import { until } from '../support/until.ts';

const PASSING = "import { test } from 'node:test';\ntest('adds', () => {});\n";
const SKIPPED = "import { test } from 'node:test';\ntest.skip('adds', () => {});\n";

/** A mission whose first feature has these checks, at a commit with a test, and an agent that does nothing by itself. */
async function checkedStage(checks: readonly object[]) {
  const here = await stage({
    fulfills: checks.map((_, index) => `claim ${index + 1}`),
    checks: checks.map((check, index) => ({ assertion: index + 1, ...check })),
  });
  const { project, mission, engine } = here;
  await mkdir(join(project.folder, 'test'), { recursive: true });
  await writeFile(join(project.folder, 'test/old.test.mjs'), PASSING);
  await git(project.folder, 'add', 'test');
  await git(project.folder, 'commit', '-qm', 'A test');
  const { launch } = await here.launch('f1', ['sleep', 'infinity']);
  const container = await getContainer(engine.context, launch.container ?? '');
  const own = ['--mission', mission];
  return {
    ...here,
    does: (script: string) => inside(container, `cd /workspace && ${script}`),
    commits: (script: string) => inside(container, `cd /workspace && ${script} && git add -A && git commit -qm work`),
    prove: async (...args: string[]) => {
      const { stdout, stderr } = await project.run(['validate', 'run', ...args, ...own, '--json']);
      const { proofs } = JSON.parse(stdout) as { proofs?: Proof[] };
      return proofs ?? Promise.reject(new Error(stdout + stderr));
    },
    show: () =>
      project.json<{ assertions: Assertion[]; proofs: ProofStanding[] }>(['validate', 'show', ...own, '--proof']),
  };
}

function writes(path: string, text: string): string {
  return `printf '%s' '${Buffer.from(text).toString('base64')}' | base64 -d >${path}`;
}

async function leftOf({ engine }: Stage): Promise<string[]> {
  const names = await engine.context.docker.containerNames();
  return names.filter((name) => name.includes('-check-') && name.startsWith(engine.user.prefix));
}

test('what a test of the work shows is proven in a container of its own, and stale once the work goes on', async () => {
  const here = await checkedStage([{ command: 'git status --porcelain && node --test test/*.test.mjs' }]);
  await here.commits(writes('test/new.test.mjs', PASSING));

  const [proof] = await here.prove();

  expect(proof).toMatchObject({ flaws: [], exitCode: 0, tests: { passed: 2, failed: 0, skipped: 0 }, changed: [] });
  const { assertions, proofs } = await here.show();
  expect(assertions[0]).toMatchObject({ result: 'passed' });
  expect(assertions[0]?.evidence).toContain(`Proven at ${proof?.commit.slice(0, 12) ?? ''}`);
  expect(proofs).toMatchObject([{ assertion: 'f1-assertion-1', state: 'passed', why: 'Its check passed.' }]);
  const log = await readFile(proofs[0]?.logPath ?? '', 'utf8');
  expect(log).toContain('pass 2');
  expect(log).not.toMatch(/^(\?\?| M)/m);
  expect(await leftOf(here)).toEqual([]);

  await here.commits('date >more.txt');
  await until('the commit to be seen', async () => (await here.show()).proofs[0]?.state === 'stale');
});

test('what is no pass says why: no test, only skipped ones, too few, a changed check, and files that are not committed', async () => {
  const here = await checkedStage([
    { command: 'true' },
    { command: 'node --test skipped.mjs' },
    { command: 'node --test test/*.test.mjs', minTests: 9 },
    { command: 'true', minTests: 0 },
    { command: 'exit 3' },
    { command: 'sleep 600', timeoutSeconds: 2 },
    { command: 'echo all is well', pattern: '^all (was|is) well$', minTests: 0 },
    { command: 'echo all is well', pattern: 'bad$', minTests: 0 },
    { command: 'sleep 600 & echo started', minTests: 0 },
  ]);
  await here.commits(`${writes('skipped.mjs', SKIPPED)} && echo '// easier' >>test/old.test.mjs`);

  const proofs = await here.prove();

  const changed = ['changed-check'];
  expect(proofs.map(({ flaws }) => flaws)).toEqual([
    ['no-test', ...changed],
    ['all-skipped', ...changed],
    ['too-few-tests', ...changed],
    changed,
    ['exit', 'no-test', ...changed],
    ['timeout', 'no-test', ...changed],
    changed,
    ['pattern', ...changed],
    changed,
  ]);
  expect(proofs[3]?.changed).toEqual(['test/old.test.mjs']);
  const { assertions } = await here.show();
  const ended = ['pending', 'pending', 'pending', 'pending', 'failed', 'failed', 'pending', 'failed', 'pending'];
  expect(assertions.slice(0, 9).map(({ result }) => result)).toEqual(ended);

  const [accepted] = await here.prove('f1-assertion-4', '--accept-changes');
  expect(accepted).toMatchObject({ flaws: [], accepted: true });
  await here.does('date >left.txt');
  const dirty = async () => (await here.prove('f1-assertion-4', '--accept-changes'))[0]?.flaws.join();
  await until('the file to be seen', async () => (await dirty()) === 'dirty');
  expect(await leftOf(here)).toEqual([]);
});

test('a check reaches nothing that its user did not allow, and finds nothing of a sign-in', async () => {
  const here = await checkedStage([
    { command: 'curl -sS -m 20 http://closed.example.test/; env; ls -A ~/.claude ~/.codex', minTests: 0, exit: 0 },
  ]);
  await here.commits('date >more.txt');

  await here.prove();

  const { proofs } = await here.show();
  const log = await readFile(proofs[0]?.logPath ?? '', 'utf8');
  expect(log).toMatch(/closed\.example\.test/);
  expect(log).toContain('CI=true');
  expect(log).not.toMatch(/token|credential|api.?key/i);
});

test('a run that only lies in the project proves nothing, and one that somebody changed is none', async () => {
  const here = await checkedStage([{ command: 'true', minTests: 0 }]);
  await here.commits('date >more.txt');
  await here.prove();
  const { project, mission } = here;
  const folder = join(project.folder, '.maestro/ours/proof');
  const own = join(here.engine.user.paths.home, 'ours/proofs.json');
  const known = await readFile(own, 'utf8');

  await writeFile(own, JSON.stringify({ proofs: [] }));
  expect((await here.show()).proofs[0]?.state).toBe('foreign');
  await writeFile(own, known);
  expect((await here.show()).proofs[0]?.state).toBe('passed');
  await writeFile(join(project.folder, '.maestro/config.yaml'), 'principles:\n  proofs: enforce\n');
  expect(await project.json(['milestone', 'seal', 'm-f1', '--mission', mission])).toMatchObject({ sealed: true });

  const record = (await readdir(folder)).find((name) => /^[0-9a-f]{64}\.json$/.test(name)) ?? '';
  const text = await readFile(join(folder, record), 'utf8');
  await writeFile(join(folder, record), text.replace('"exitCode": 0', '"exitCode": 1'));
  const ended = await project.run(['validate', 'show', '--mission', mission, '--proof', '--json']);
  expect(JSON.parse(ended.stdout)).toMatchObject({ proofs: [{ state: 'none' }] });
  expect(ended.stderr).toContain('somebody changed it');
});

test('a mission that runs proves what its agents hand in, and seals what is proven', async () => {
  const here = await stage({
    fulfills: ['it is written'],
    checks: [{ assertion: 1, command: 'cat f1.txt', minTests: 0 }],
  });
  const { project, mission } = here;
  await writeFile(join(project.folder, '.maestro/config.yaml'), 'principles:\n  proofs: enforce\n');
  const work = ['--', 'bash', '-c', 'echo done >f1.txt && git add f1.txt && git commit -qm "Write f1"'];
  const ended = project.run(['mission', 'run', mission, '--until', 'm-f1', '--seal', ...work]);

  await until('the proof', async () => {
    const { assertions } = await project.json<{ assertions: Assertion[] }>(['validate', 'show', '--mission', mission]);
    return assertions[0]?.evidence?.startsWith('Proven at') === true;
  });
  await project.json(['feature', 'update', 'f1', '--mission', mission, '--status', 'done']);

  const { code, stdout, stderr } = await ended;
  expect(code, stdout + stderr).toBe(0);
  const { mission: sealed } = await project.json<{ mission: { completedMilestoneIds?: string[] } }>([
    ...['mission', 'show', mission],
  ]);
  expect(sealed.completedMilestoneIds).toEqual(['m-f1']);
});
