import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { webOf } from '../support/connections.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { missionProject, openMissions } from '../support/missionProject.ts';
import { git, tempFolder, writeFiles } from '../support/project.ts';
import { until } from '../support/until.ts';
import { openPage, startBrowser } from '../support/window.ts';

const FOLDER = resolve(import.meta.dirname, '../../build/screenshots');

/** An agent of the pictures: a script that says what it does, works, and waits as an agent would. */
interface Part {
  readonly project: string;
  readonly task: string;
  readonly says: readonly string[];
  readonly then: 'asks' | 'works' | 'stops';
  readonly edits?: number;
  readonly commits?: number;
}

const CAST: readonly Part[] = [
  {
    project: 'shop-api',
    task: 'Add OAuth login with Google and GitHub. Keep the password login, and write tests for the callback.',
    says: [
      'I read src/auth and the session store. The callback belongs beside the password login.',
      '',
      '\\e[32m●\\e[0m \\e[1mUpdate\\e[0m src/auth/oauth.ts \\e[2m(+42 -3)\\e[0m',
      '\\e[32m●\\e[0m \\e[1mBash\\e[0m npm test -- oauth',
      '  \\e[32m✓\\e[0m 14 passed \\e[2m(2.1 s)\\e[0m',
      '',
      '\\e[1mShould the mobile client use PKCE or the implicit flow?\\e[0m',
      '  \\e[36m> 1. PKCE (recommended)\\e[0m',
      '    2. Implicit flow',
    ],
    then: 'asks',
    edits: 3,
    commits: 2,
  },
  {
    project: 'shop-api',
    task: 'Fix the rate limiter that counts a retried request twice',
    says: ['Reading src/limits'],
    then: 'works',
    edits: 2,
  },
  {
    project: 'web-shop',
    task: 'Facets in the product search: brand, size, colour, price',
    says: ['Editing src/search'],
    then: 'works',
    commits: 1,
  },
  {
    project: 'web-shop',
    task: 'Refactor the cart into a state machine, behaviour unchanged',
    says: ['Running tests'],
    then: 'works',
    edits: 5,
    commits: 3,
  },
  {
    project: 'ledger',
    task: 'Import bank statements as CSV, with a preview of what will be booked',
    says: ['Reading'],
    then: 'works',
    commits: 4,
  },
  {
    project: 'ledger',
    task: 'Docs: write the getting-started guide and run every command in it',
    says: ['Done.'],
    then: 'stops',
    commits: 1,
  },
];

let browser: Browser;
let engine: TestEngine;

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  browser = await startBrowser();
  engine = await containerEngine();
  engine.watch();
});

test('the pictures of README', async () => {
  const projects = new Map<string, string>();
  for (const name of new Set(CAST.map((part) => part.project))) projects.set(name, await namedProject(name));
  const containers: Container[] = [];
  for (const part of CAST.toReversed()) containers.push(await play(part, projects.get(part.project) ?? ''));
  const [first] = containers.toReversed();
  if (first === undefined) throw new Error('No container was made.');
  await until('the question', () => engine.context.state.snapshot.containers[first.name]?.state === 'needs-you');

  const light = await picture('light');
  await light
    .getByRole('row', { name: new RegExp(first.shortName) })
    .getByText('Verified')
    .waitFor();
  await shoot(light, 'fleet');
  await light.keyboard.press('n');
  await light
    .getByRole('textbox', { name: 'Task', exact: true })
    .fill(
      'Add an endpoint that exports all orders of a month as CSV.\nStream it, so that a million orders do not fill the memory.',
    );
  await light.getByRole('button', { name: /Branch feat/ }).waitFor();
  await shoot(light, 'new-container');

  const dark = await picture('dark');
  await dark.getByRole('row', { name: new RegExp(first.shortName) }).dblclick();
  await dark.locator('[data-terminal="open"]').waitFor();
  await dark.locator('.xterm-rows').getByText('Implicit flow').last().waitFor();
  await dark.keyboard.press('Control+Shift+Escape');
  await dark.keyboard.press('i');
  await dark.getByRole('complementary').waitFor();
  await shoot(dark, 'container');
});

test('the picture of a mission', async () => {
  const made = await missionProject(engine.user.home);
  const view = { colorScheme: 'light', deviceScaleFactor: 2 } as const;
  const { page } = await openMissions(browser, {
    ...{ engine, project: made.folder, ...view },
    place: { mission: made.mission, feature: 'auth-api' },
  });
  await page.getByRole('heading', { name: 'Sign in with a passkey' }).waitFor();
  await page.keyboard.press('i');
  await page.getByRole('complementary').getByText('A right answer signs in').waitFor();
  await shoot(page, 'missions');
});

/** A page of 1280 by 800, drawn as sharply as a good screen does. */
async function picture(colorScheme: 'light' | 'dark'): Promise<Page> {
  const web = await webOf(engine);
  const { page } = await openPage(browser, web.newAddress(), { colorScheme, deviceScaleFactor: 2 });
  await page.getByRole('link', { name: 'Fleet' }).click();
  await page
    .locator('[data-row]')
    .nth(CAST.length - 1)
    .waitFor();
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

/** Creates a container and lets its agent do its part. */
async function play(part: Part, project: string): Promise<Container> {
  const lines = part.says.map((line) => `printf '%b\\n' '${line.replaceAll("'", "'\\''")}'`);
  const end = part.then === 'asks' ? 'sleep 3; printf "\\a"; sleep infinity' : 'sleep infinity';
  const script = ['printf "\\e[1m> %s\\e[0m\\n\\n" "$1"', ...lines, end].join('; ');
  const command = ['bash', '-c', script, 'agent', '{prompt}'];
  const made = await engine.client.containers.create(
    newContainer({ project, task: part.task, agent: 'custom', command }),
  );
  const edits = Array.from({ length: part.edits ?? 0 }, (_, index) => `echo ${index} > edit-${index}.ts`);
  const commits = Array.from(
    { length: part.commits ?? 0 },
    (_, index) => `git commit -q --allow-empty -m work-${index}`,
  );
  const work = ['cd /workspace', ...commits, ...edits, 'true'].join('; ');
  await execute(made.dockerId, ['bash', '-c', work], { user: 'node' });
  if (part.then === 'stops') await engine.client.containers.stop({ name: made.name });
  return made;
}

/** A repository in a folder of this name. */
async function namedProject(name: string): Promise<string> {
  const folder = join(await tempFolder('maestro-projects'), name);
  await writeFiles(folder, { 'README.md': `# ${name}\n`, 'src/index.ts': 'export {};\n' });
  await git(folder, 'init', '-q', '-b', 'main');
  await git(folder, 'config', 'user.name', 'Ada');
  await git(folder, 'config', 'user.email', 'ada@example.test');
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '-q', '-m', 'first');
  return folder;
}
