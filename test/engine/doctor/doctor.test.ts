import { writeFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { DoctorCheck } from '../../../electron/contract/doctor.ts';
import { DockerClient } from '../../../electron/engine/docker/client.ts';
import type { Check } from '../../../electron/engine/doctor/checks.ts';
import { runDoctor } from '../../../electron/engine/doctor/doctor.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { tempFolder, testUser, whenDone, writeFiles } from '../../support/project.ts';

/** An engine whose Docker does not answer. */
async function engineWithoutDocker(files: Record<string, string> = {}): Promise<Engine> {
  const user = await testUser();
  await writeFiles(user.home, files);
  const engine = createEngine({
    paths: user.paths,
    docker: new DockerClient({ socketPath: `${user.home}/none.sock` }),
  });
  whenDone(() => engine.close());
  return engine;
}

function check(checks: readonly DoctorCheck[], id: DoctorCheck['id']): DoctorCheck | undefined {
  return checks.find((one) => one.id === id);
}

test('without Docker its checks fail with what to do, and the others are made', async () => {
  const { context } = await engineWithoutDocker();

  const { checks } = await runDoctor(context);

  expect(checks).toHaveLength(10);
  expect(check(checks, 'docker')).toMatchObject({ state: 'failed', found: /does not answer/ });
  expect(check(checks, 'docker')?.hints.length).toBeGreaterThan(0);
  expect(checks.filter(({ found }) => found.includes('does not answer'))).toHaveLength(1);
  expect(check(checks, 'docker')?.found).toContain('none.sock');
  expect(check(checks, 'images')).toMatchObject({ state: 'checking', found: 'Waits for Docker.' });
  expect(check(checks, 'git')).toMatchObject({ state: 'ok', found: /^git \d/ });
  expect(check(checks, 'disk')?.found).toMatch(/GiB free for your home/);
  expect(check(checks, 'config')).toMatchObject({ state: 'ok' });
});

test('missing credentials, and keys that are unknown, idle or set twice, are told with what to do', async () => {
  const { context } = await engineWithoutDocker({
    '.maestro/config.yml':
      'containers: {prefx: a-, resources: {cpus: many}}\ndefaultAgent: codex\nfirewall: {enabled: false}\n',
    '.maestro/config.yaml': 'defaultAgent: gemini\n',
  });

  const { checks } = await runDoctor(context);

  expect(check(checks, 'credentials')).toMatchObject({ state: 'warning', hints: [/cp .*\.credentials\.json/] });
  const { state, found } = check(checks, 'config') ?? {};
  expect(state).toBe('warning');
  const told = ['containers.prefx', 'containers.resources.cpus', 'defaultAgent', 'firewall.enabled: it is kept'];
  for (const key of told) expect(found).toContain(key);
});

test('a configuration that is no YAML fails its own check', async () => {
  const { context } = await engineWithoutDocker();
  await writeFile(context.paths.config, 'a: [');

  expect(check((await runDoctor(context)).checks, 'config')).toMatchObject({ state: 'failed', found: /no valid YAML/ });
});

test('without git, that is told', async () => {
  const { context } = await engineWithoutDocker();
  const path = process.env['PATH'];
  process.env['PATH'] = await tempFolder();
  onTestFinished(() => {
    process.env['PATH'] = path;
  });

  expect(check((await runDoctor(context)).checks, 'git')).toMatchObject({ state: 'failed', hints: [/Install git/] });
});

test('the report grows in the snapshot; a check that hangs or breaks keeps no other', async () => {
  const { context } = await engineWithoutDocker();
  const seen: string[] = [];
  const states = (): string => (context.state.snapshot.doctor?.checks ?? []).map((one) => one.state).join(' ');
  const checks: Check[] = [
    { id: 'docker', title: 'Hangs', look: () => new Promise<never>(() => seen.push(states())) },
    { id: 'git', title: 'Breaks', look: () => Promise.reject(new Error('broken')) },
    { id: 'disk', title: 'Works', look: () => Promise.resolve({ state: 'ok', found: 'fine', hints: [] }) },
  ];

  await runDoctor(context, { checks, timeoutMs: 50 });

  expect(seen).toEqual(['checking checking checking']);
  expect(states()).toBe('warning failed ok');
});
