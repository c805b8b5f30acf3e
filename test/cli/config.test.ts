import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { writeFiles } from '../support/project.ts';
import { stateProject, type StateProject } from '../support/state.ts';

let project: StateProject;
let file: string;

beforeEach(async () => {
  project = await stateProject();
  file = join(project.home, '.maestro/config.yml');
});

test('a key of the user’s containers is set in the user’s file, wherever that is asked for, and comments stay', async () => {
  await writeFiles(project.home, { '.maestro/config.yml': '# mine\ndaemon:\n  check_interval: 1h # often\n' });
  await project.run(['init']);
  await project.run(['config', 'set', 'daemon.notifications.quiet_hours.start', '23:00']);
  await project.run(['config', 'set', 'daemon.notifications.notify_on', '[attention_needed]']);
  await project.run(['config', 'set', 'containers.resources.cpus', '1.5']);

  const text = await readFile(file, 'utf8');
  expect(text).toContain('# mine\ndaemon:\n  check_interval: 1h # often\n');
  expect(await project.json(['config', 'get', 'daemon.notifications.notify_on'])).toEqual({
    key: 'daemon.notifications.notify_on',
    value: ['attention_needed'],
    source: 'config.yml',
  });
  expect((await project.run(['config', 'get', 'daemon.notifications.quiet_hours.start'])).stdout.trim()).toBe('23:00');
  expect(await readFile(join(project.folder, '.maestro/config.yaml'), 'utf8')).not.toContain('daemon');

  await project.run(['config', 'unset', 'containers.resources.cpus']);
  expect(await project.json(['config', 'get', 'containers.resources.cpus'])).toMatchObject({ source: 'default' });
});

test.each([
  ['containers.resources.memory', '12', /from 256m to 1t/],
  ['daemon.notifications.notify_on', '[everything]', /attention_needed/],
  ['daemon.notifications.quiet_hours.end', '25:00', /23:00/],
  ['daemon.show_nag', 'perhaps', /true or false/],
])(
  'a wrong value of %s changes nothing, and the refusal names key, value and what is allowed',
  async (key, value, allowed) => {
    const { code, stderr } = await project.run(['config', 'set', key, value]);
    expect(code).toBe(1);
    expect(stderr).toMatch(allowed);
    expect(stderr).toContain(`${key}: `);
    expect(stderr).toContain(value);
    await expect(readFile(file)).rejects.toThrow();
  },
);

test('a project cannot set what stands around its containers', async () => {
  const { code, stderr } = await project.run(['config', 'set', 'containers.prefix', 'x-', '--project']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('containers.prefix is your own')]);
});

test('the files are named, with what each is for', async () => {
  const files = await project.json<{ path: string; exists: boolean }[]>(['config', 'path']);
  expect(files.map(({ path }) => path)).toContain(file);
  expect(files).toHaveLength(3);
});

test('what is written in the editor counts when it can be used; else nothing changes and it is kept', async () => {
  const editor = (text: string) => ({ VISUAL: undefined, EDITOR: `printf '${text}' >` });
  const good = await project.run(['config', 'edit'], { env: editor('daemon: {check_interval: 1h}\\n') });
  expect([good.code, await readFile(file, 'utf8')]).toEqual([0, 'daemon: {check_interval: 1h}\n']);

  for (const bad of ['daemon: {check_interval: soon}', 'daemon: [']) {
    const { code, stderr } = await project.run(['config', 'edit'], { env: editor(bad) });
    const kept = /What you wrote is in (\S+)/.exec(stderr)?.[1] ?? '';
    expect([code, await readFile(kept, 'utf8')]).toEqual([1, bad]);
    expect(await readFile(file, 'utf8')).toBe('daemon: {check_interval: 1h}\n');
  }
  const failed = await project.run(['config', 'edit'], { env: { VISUAL: undefined, EDITOR: 'false' } });
  expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('false ended with status 1')]);
});

test('the configuration’s doctor names what is refused, unknown and without effect', async () => {
  expect((await project.run(['config', 'doctor'])).code).toBe(0);
  await writeFiles(project.home, {
    '.maestro/config.yml': 'daemon: {show_nag: perhaps, colour: red}\nfirewall: {enabled: false}\n',
  });
  const { code, stdout } = await project.run(['config', 'doctor', '--json']);
  const { findings } = JSON.parse(stdout) as { findings: string[] };
  expect([code, findings.length]).toEqual([1, 3]);
  for (const key of ['daemon.show_nag', 'daemon.colour', 'firewall.enabled'])
    expect(findings.join()).toContain(`${key}: `);
});
