import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { keepGoodConfig } from '../../../electron/engine/config/last-good.ts';
import { readKey } from '../../../electron/engine/config/keys.ts';
import { configFindings, readConfig, setConfig } from '../../../electron/engine/config/config.ts';
import { problemIn } from '../../support/problem.ts';
import { program } from '../../support/program.ts';
import { testUser, type TestUser, writeFiles } from '../../support/project.ts';

async function userWith(config: string): Promise<TestUser> {
  const user = await testUser();
  await writeFile(user.paths.config, config);
  return user;
}

const COMMENTED = `# my settings
containers:
  prefix: mine- # short
  resources: { memory: 8g, cpus: "4" }

# where agents may go
firewall:
  allowed_domains:
    - a.example.test # first
    - b.example.test
unknown_section: [ 1, 2 ]
`;

test('without a file everything has its default', async () => {
  const user = await testUser();
  const config = readConfig({ paths: { ...user.paths, config: `${user.home}/none.yml` } });

  expect(config).toMatchObject({ prefix: 'maestro-', defaultAgent: 'claude', gitIdentity: null, problems: [] });
});

test('paths start at the home folder', async () => {
  const user = await userWith('sync: {additional_folders: [~/code, other, /abs]}\nclaude: {auth_path: ~/keys}\n');

  const config = readConfig(user);

  expect(config.additionalFolders).toEqual([`${user.home}/code`, `${user.home}/other`, '/abs']);
  expect(config.claudeFolder).toBe(`${user.home}/keys`);
});

test('a value that becomes wrong leaves what was last good in force, and says so; so does a file that is no YAML', async () => {
  const user = await userWith('containers: {prefix: mine-, resources: {memory: 8g, cpus: 3}}\n');
  await keepGoodConfig(user);
  await writeFile(user.paths.config, 'containers: {prefix: other-, resources: {memory: lots, pids: 0}}\n');
  await keepGoodConfig(user);

  const config = readConfig(user);

  expect(config.prefix).toBe('other-');
  expect(config.limits).toEqual({ memoryBytes: 8 * 1024 ** 3, cpus: 2, pids: 512 });
  expect(config.problems.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^containers\.resources\.memory: .* Found "lots"; "8g", as before, holds on\.$/),
    expect.stringMatching(/^containers\.resources\.pids: .* Found 0; the default is used\.$/),
  ]);
  expect(readKey(user, 'containers.resources.memory')).toMatchObject({ value: '8g', source: 'before' });

  await writeFile(user.paths.config, 'containers: [');
  const { prefix, limits, problems } = readConfig(user);
  expect({ prefix, cpus: limits.cpus }).toEqual({ prefix: 'mine-', cpus: 3 });
  expect(problems.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/config\.yml is no valid YAML.* What held before holds on\.$/),
  ]);
});

test('a damaged copy of the last good configuration counts as none', async () => {
  const user = await userWith('containers: {prefix: Not Good}\n');
  await writeFiles(user.paths.cache, { 'config-good.json': '["containers"' });

  expect(readConfig(user).prefix).toBe('maestro-');
});

test.each(['a: [', '- a list', 'just text', 'a: 1\na: 2', '%bad'])(
  '%j is refused as a whole, by name',
  async (content) => {
    const user = await userWith(content);

    const { code, sentence } = problemIn(() => readConfig(user));
    expect({ code, sentence }).toEqual({
      code: 'CONFIG_INVALID',
      sentence: expect.stringContaining('config.yml') as string,
    });
  },
);

test('setting a key keeps comments, order and everything else', async () => {
  const user = await userWith(COMMENTED);

  await setConfig(user, ['containers', 'base_image'], 'mine:1');
  await setConfig(user, ['firewall', 'allowed_domains', '1'], 'c.example.test');

  const expected = COMMENTED.replace('cpus: "4" }', 'cpus: "4" }\n  base_image: mine:1').replace(
    'b.example',
    'c.example',
  );
  expect(await readFile(user.paths.config, 'utf8')).toBe(expected);
});

test.each(['', '# only a comment\n', 'containers:\n', 'containers: # soon\n'])(
  'a key is set in %j',
  async (content) => {
    const user = await userWith(content);

    await setConfig(user, ['containers', 'resources', 'memory'], '2g');

    expect(readConfig(user).limits.memoryBytes).toBe(2 * 1024 ** 3);
    expect(await readFile(user.paths.config, 'utf8')).toContain(/#.*/.exec(content)?.[0] ?? '');
  },
);

test('a key is made where there is no file, and removed again', async () => {
  const user = await testUser();
  const context = { paths: { ...user.paths, config: `${user.home}/new/config.yml` } };

  await setConfig(context, ['git', 'user_name'], 'Ada');
  expect(await readFile(context.paths.config, 'utf8')).toBe('git:\n  user_name: Ada\n');

  await setConfig(context, ['git', 'user_name'], undefined);
  expect(await readFile(context.paths.config, 'utf8')).not.toContain('Ada');
});

test('a text where keys belong is not overwritten', async () => {
  const user = await userWith('containers: nonsense\n');

  await expect(setConfig(user, ['containers', 'prefix'], 'x-')).rejects.toMatchObject({
    problem: { code: 'CONFIG_INVALID', sentence: 'containers holds a value where keys are expected.' },
  });
  expect(await readFile(user.paths.config, 'utf8')).toBe('containers: nonsense\n');
});

test('the file is closed to others, whatever its mode was', async () => {
  const user = await userWith('{}\n');
  await chmod(user.paths.config, 0o644);

  await setConfig(user, ['git', 'user_name'], 'Ada');

  expect((await stat(user.paths.config)).mode & 0o777).toBe(0o600);
});

test('10 processes that set 10 keys lose none', async () => {
  const user = await userWith('# kept\n');
  const setting = await program(`
    import { setConfig } from './engine/config/config.ts';
    const [, , home, key] = process.argv;
    const paths = { home, config: home + '/config.yml', locks: home + '/locks' };
    await setConfig({ paths }, ['apps', key], '/bin/' + key);`);

  await Promise.all(Array.from({ length: 10 }, (_, index) => setting.run(user.paths.home, `app-${index}`)));

  const text = await readFile(user.paths.config, 'utf8');
  expect(text).toMatch(/^# kept\n/);
  expect(text.match(/^ {2}app-\d: \/bin\/app-\d$/gm)).toHaveLength(10);
});

test('keys that both config files set are found', async () => {
  const user = await userWith('defaultAgent: codex\ncontainers: {prefix: a-}\n');
  await writeFiles(user.home, { '.maestro/config.yaml': 'defaultAgent: gemini\nmemory: {enabled: true}\n' });

  expect(
    configFindings(user)
      .map(({ sentence }) => sentence)
      .filter((sentence) => sentence.includes('both set')),
  ).toEqual(['defaultAgent: config.yml and config.yaml both set it; config.yml wins.']);
});
