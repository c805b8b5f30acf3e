import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { listKeys } from '../../../electron/engine/config/key-list.ts';
import { keepGoodConfig } from '../../../electron/engine/config/last-good.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { type TestUser, testUser, whenDone } from '../../support/project.ts';

function row({ paths }: Pick<TestUser, 'paths'>, key: string) {
  return listKeys({ paths }).keys.find((one) => one.key === key);
}

async function userWith(text: string): Promise<TestUser> {
  const user = await testUser();
  await writeFile(user.paths.config, text);
  return user;
}

test('each key has what holds, its default as it is typed, where it comes from, and its line', async () => {
  const user = await userWith('# Mine.\ncontainers:\n  resources:\n    cpus: 4 # enough\n');

  expect(row(user, 'containers.resources.cpus')).toMatchObject({
    value: ['4'],
    fallback: ['2'],
    source: 'config.yml',
    line: 4,
    unit: 'CPUs',
  });
  expect(row(user, 'containers.resources.memory')).toMatchObject({ value: ['4g'], source: 'default', line: null });
  expect(row(user, 'daemon.check_interval')).toMatchObject({ value: ['30m'], fallback: ['30m'] });
  expect(row(user, 'claude.default_mode')).toMatchObject({ kind: 'choice', choices: ['yolo', 'plan', 'ask'] });
  expect(row(user, 'sync.compress')).toMatchObject({ acts: false });
});

test('a wrong value is named with its key and line, and what held before is shown', async () => {
  const user = await userWith('containers:\n  prefix: mine-\n');
  await keepGoodConfig(user);
  await writeFile(user.paths.config, 'containers:\n  prefix: "Not Mine"\nwolpertinger: 1\n');

  const { findings } = listKeys(user);

  expect(row(user, 'containers.prefix')).toMatchObject({ value: ['mine-'], source: 'before', line: 2 });
  expect(findings).toMatchObject([
    { key: 'containers.prefix', line: 2, sentence: expect.stringContaining('lower-case') as string },
    { key: 'wolpertinger', line: 3 },
  ]);
});

test('a file that is no YAML is told with its line, and its keys are those of before', async () => {
  const user = await userWith('containers:\n  prefix: mine-\n');
  await keepGoodConfig(user);
  await writeFile(user.paths.config, 'containers:\n  prefix: [\n');

  const { findings } = listKeys(user);

  expect(findings).toMatchObject([{ key: null, sentence: expect.stringContaining('no valid YAML') as string }]);
  expect(findings[0]?.line).toBeGreaterThan(0);
  expect(row(user, 'containers.prefix')).toMatchObject({ value: ['mine-'], source: 'before' });
});

test('a key that is set and taken out again leaves every other byte, and the snapshot follows at once', async () => {
  const before = '# Mine.\r\ncontainers:\r\n  prefix:   mine-   # short\r\n\r\n# The end.\r\n';
  const user = await userWith(before);
  const engine = createEngine({ paths: user.paths });
  whenDone(() => engine.close());

  await engine.client.settings.setKey({ key: 'containers.prefix', typed: 'yours-' });
  expect(await readFile(user.paths.config, 'utf8')).toBe(before.replace('mine-', 'yours-'));
  expect(engine.context.state.snapshot.settings.prefix).toBe('yours-');

  await engine.client.settings.setKey({ key: 'containers.prefix', typed: 'mine-' });
  expect(await readFile(user.paths.config, 'utf8')).toBe(before);
  expect(await engine.client.settings.unsetKey({ key: 'github.enabled' })).toEqual({ removed: false });
});

test('what a key does not accept changes nothing, and says what it accepts', async () => {
  const user = await userWith('a: 1\n');
  const engine = createEngine({ paths: user.paths });
  whenDone(() => engine.close());

  const set = engine.client.settings.setKey({ key: 'containers.resources.memory', typed: 'lots' });

  await expect(set).rejects.toMatchObject({
    data: { code: 'CONFIG_INVALID', sentence: expect.stringContaining('from 256m to 1t') as string },
  });
  await expect(engine.client.settings.setKey({ key: 'a', typed: '2' })).rejects.toMatchObject({
    data: { code: 'CONFIG_INVALID' },
  });
  expect(await readFile(user.paths.config, 'utf8')).toBe('a: 1\n');
});
