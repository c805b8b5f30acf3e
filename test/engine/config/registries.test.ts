import { chmod, utimes } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { registryHosts } from '../../../electron/engine/config/registries.ts';
import { testUser, type TestUser, writeFiles } from '../../support/project.ts';

/** A user whose tools answer as these scripts print. */
async function userWithTools(tools: Record<string, string>): Promise<TestUser> {
  const user = await testUser();
  for (const [name, script] of Object.entries(tools)) {
    await writeFiles(user.home, { [`bin/${name}`]: `#!/bin/sh\n${script}\n` });
    await chmod(join(user.home, 'bin', name), 0o755);
  }
  const path = process.env['PATH'];
  process.env['PATH'] = [join(user.home, 'bin'), '/bin', '/usr/bin'].join(delimiter);
  onTestFinished(() => {
    process.env['PATH'] = path;
  });
  return user;
}

function hosts(user: TestUser, at = 0): Promise<string[]> {
  return registryHosts({ paths: user.paths, now: () => new Date(at) });
}

const NO_TOOLS = { npm: 'exit 1', pip3: 'exit 1', go: 'exit 1' };

test('each tool says its registry; one that fails says none', async () => {
  const user = await userWithTools({
    npm: 'echo https://npm.example.test/',
    pip3: `[ "$1" = config ] && echo "global.index-url='https://pip.example.test/simple'"`,
    go: 'echo "https://go.example.test,direct"; echo sum.example.test',
  });
  await writeFiles(user.home, {
    '.npmrc': '@mine:registry=https://scope.example.test/\n//scope.example.test/:_authToken=secret\n',
    '.cargo/config.toml': '[registries.x]\nindex = "sparse+https://cargo.example.test/"\n',
    '.cargo/registry/index/crates.example.test-1949cf8c6b5b557f/config.json': '{"dl":"https://dl.example.test/crates"}',
  });

  const names = ['cargo', 'crates', 'dl', 'go', 'npm', 'pip', 'scope', 'sum'];
  expect(await hosts(user)).toEqual(names.map((name) => `${name}.example.test`));
});

test('pip’s default comes from its help', async () => {
  const help =
    '  -i, --index-url <url>  Base URL of the index (default\n      https://default.example.test/simple). More.';
  const user = await userWithTools({ ...NO_TOOLS, pip3: `[ "$1" = install ] && echo "${help}" || true` });

  expect(await hosts(user)).toEqual(['default.example.test']);
});

test('the answer is kept for an hour, and asked again when a file changes', async () => {
  const user = await userWithTools({ ...NO_TOOLS, npm: 'echo https://old.example.test/' });
  await writeFiles(user.home, { '.npmrc': '' });
  expect(await hosts(user)).toEqual(['old.example.test']);
  await writeFiles(user.home, { 'bin/npm': '#!/bin/sh\necho https://new.example.test/\n' });

  expect(await hosts(user, 3_000_000)).toEqual(['old.example.test']);
  expect(await hosts(user, 4_000_000)).toEqual(['new.example.test']);

  await writeFiles(user.home, { 'bin/npm': '#!/bin/sh\necho https://newer.example.test/\n' });
  await utimes(join(user.home, '.npmrc'), 5, 5);
  expect(await hosts(user, 4_000_000)).toEqual(['newer.example.test']);
});

test('a damaged cache is asked anew', async () => {
  const user = await userWithTools({ ...NO_TOOLS, npm: 'echo https://npm.example.test/' });
  await writeFiles(user.home, { '.maestro/cache/registries.json': '{"key":1' });

  expect(await hosts(user)).toEqual(['npm.example.test']);
});

test('what a tool said last holds while it is too slow to answer, and it is asked again soon', async () => {
  const user = await userWithTools({ ...NO_TOOLS, npm: 'echo https://old.example.test/' });
  await writeFiles(user.home, { '.npmrc': '' });
  await hosts(user);
  await writeFiles(user.home, { 'bin/npm': '#!/bin/sh\nexec sleep 1000\n' });

  const slow = registryHosts({ paths: user.paths, now: () => new Date(4_000_000) }, 200);
  expect(await slow).toEqual(['old.example.test']);
  await writeFiles(user.home, { 'bin/npm': '#!/bin/sh\necho https://new.example.test/\n' });
  expect(await hosts(user, 4_400_000)).toEqual(['new.example.test']);
});
