import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ProjectEntry } from '../../electron/contract/projects.ts';
import { MISSIONS, type MissionTab, placeHash } from '../../renderer/client/place.ts';
import { axe, look } from '../support/looks.ts';
import {
  bareProject,
  type MissionDesk,
  type MissionProject,
  missionProject,
  missionsUser,
  openDesk,
  openMissions,
} from '../support/missionProject.ts';
import { tempFolder } from '../support/project.ts';
import { until } from '../support/until.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;
let made: MissionProject;

beforeAll(async () => {
  browser = await startBrowser();
  made = await missionProject(await tempFolder('maestro-home'));
});

function desk(tab: MissionTab, colorScheme: 'light' | 'dark' = 'light'): Promise<MissionDesk> {
  return openDesk(browser, { made, tab, colorScheme });
}

describe('memory', () => {
  test('a correction is kept with its words, and the command for it is shown', async () => {
    const { page, project } = await desk('memory');
    await page.getByRole('button', { name: 'Add a correction' }).click();
    await page.getByRole('textbox', { name: 'Rule' }).fill('Ask before deleting');
    expect(await page.getByRole('button', { name: 'Keep it' }).isDisabled()).toBe(true);

    await page.getByRole('textbox', { name: 'Words that bring it up' }).fill('delete, remove,');
    await page.getByRole('radio', { name: 'Hard: always' }).click();
    await page
      .getByText("maestro memory-correct 'Ask before deleting' --trigger delete,remove --severity hard")
      .waitFor();
    await page.keyboard.press('Control+Enter');

    await page.getByRole('list', { name: 'Corrections' }).getByText('Ask before deleting').waitFor();
    const { corrections } = await project.json<{ corrections: object[] }>(['memory-search', 'deleting']);
    expect(corrections).toMatchObject([
      { severity: 'hard', trigger: { keywords: ['delete', 'remove'], fileGlobs: [] } },
    ]);
  });

  test('guidance is applied only after the difference to what counts now was on screen', async () => {
    const { page, project } = await desk('memory');
    await project.json(['memory-compile', '--summary', 'Reset the database.\nUse https.']);
    await page.getByRole('tab', { name: /Learnings/ }).click();
    await page.getByRole('button', { name: 'Compile again' }).click();
    const text = page.getByRole('textbox', { name: 'Guidance' });
    await expect.poll(() => text.inputValue()).toBe('Reset the database.\nUse https.');

    await text.fill('Reset the database.\nUse https everywhere.');
    const difference = page.getByRole('group', { name: 'Difference' });
    await expect.poll(() => difference.locator('[data-diff="removed"]').innerText()).toContain('Use https.');
    await expect.poll(() => difference.locator('[data-diff="added"]').innerText()).toContain('Use https everywhere.');
    await page.getByRole('button', { name: 'Apply' }).click();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Guidance' }).getByText('Use https everywhere.').waitFor();
    const { compiledLearnings } = await project.json<{ compiledLearnings: object }>(['memory-recall']);
    expect(compiledLearnings).toMatchObject({ summary: 'Reset the database.\nUse https everywhere.', rawCount: 2 });
  });

  test('a promoted correction is checked, and the file in which it came back is named', async () => {
    const { page, project } = await desk('memory');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Use npm ci' })
      .getByRole('button', { name: /Promote/ })
      .click();
    await page.getByRole('textbox', { name: 'Pattern that must not occur' }).fill('npm (');
    await page.getByText('This is no regular expression').waitFor();
    await page.getByRole('textbox', { name: 'Pattern that must not occur' }).fill('npm install');
    await page.getByRole('dialog').getByRole('button', { name: 'Promote' }).click();
    await page.getByText('In the ratchet').waitFor();

    await page.getByRole('tab', { name: /Ratchet/ }).click();
    await page.getByRole('button', { name: 'Run the check' }).click();
    await page.getByText('All 1 are absent.').waitFor();
    await writeFile(join(project.folder, 'setup.sh'), 'npm install\n');
    await page.getByRole('button', { name: 'Run the check' }).click();

    await page.getByText('1 of 1 came back. The baseline stays where it was.').waitFor();
    await page.getByText(/Found in .*setup\.sh/).waitFor();
  });
});

describe('configuration', () => {
  test('an edit is shown before it is made, and keeps every comment of the file', async () => {
    const { page, project } = await desk('config');
    const file = join(project.folder, '.maestro/config.yaml');
    await writeFile(file, '# ours\nmemory:\n  enabled: true # never off\nunknown: 1\n');
    await page.getByRole('tab', { name: 'Project 2' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('memory.enabled');
    await page.getByRole('region', { name: 'memory.enabled' }).getByText('Project', { exact: true }).first().waitFor();
    await page.getByRole('radio', { name: 'off' }).click();

    const change = page.getByRole('status', { name: 'What would change' });
    expect((await change.innerText()).replaceAll(/\s+/g, ' ')).toContain('What counts on off');
    expect(await readFile(file, 'utf8')).toContain('enabled: true');
    await page.getByRole('button', { name: 'Apply' }).click();

    await until('the edit', async () => (await readFile(file, 'utf8')).includes('enabled: false'));
    expect(await readFile(file, 'utf8')).toBe('# ours\nmemory:\n  enabled: false # never off\nunknown: 1\n');
    await page.getByRole('button', { name: 'Take it out of this file' }).click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await until('the removal', async () => !(await readFile(file, 'utf8')).includes('enabled'));
  });

  test('a key without effect says so, and secrets of workers are not shown', async () => {
    const { page, project } = await desk('config');
    const worker = { enabled: true, transport: 'cli', command: 'codex', env: { API_TOKEN: 'hunter2' } };
    await writeFile(join(project.folder, '.maestro/config.yaml'), JSON.stringify({ workers: { codex: worker } }));

    await page.getByRole('tab', { name: 'Project 4' }).click();
    await page.getByRole('button', { name: /codex\.env/ }).click();

    await page.getByText('No effect.').waitFor();
    await expect.poll(() => page.getByRole('main').innerText()).not.toContain('hunter2');
  });
});

describe('graph of projects', () => {
  test('a project is linked, what a change means is told, and the other one is opened', async () => {
    const { page, project } = await desk('projects');
    const other = await bareProject(join(await tempFolder('maestro-other'), 'api'), project.home);
    await other.json(['init']);
    await other.json(['graph-link', 'web-shop', '--exposes']);
    await page.getByText('web-shop builds on what api offers.').waitFor();

    await page.getByRole('button', { name: 'Link a project' }).click();
    await page.getByRole('combobox', { name: 'The other project' }).fill('mobile');
    await page.getByRole('radio', { name: 'Shares types' }).click();
    await page.getByRole('textbox', { name: /Through what/ }).fill('types/api.ts');
    await page.getByText('maestro graph-link mobile --shared-types --via types/api.ts').waitFor();
    await page.keyboard.press('Enter');

    await page.getByText('web-shop and mobile share types (types/api.ts): change them together.').waitFor();
    const { relationships } = await project.json<{ relationships: object[] }>(['graph-context']);
    expect(relationships).toHaveLength(2);
    await page.getByRole('region', { name: 'Graph of projects: 3 projects, 2 links' }).waitFor();
    await page.getByRole('region', { name: 'Projects', exact: true }).getByRole('button', { name: 'Open api' }).click();
    await page.waitForURL((url) => decodeURIComponent(url.hash).includes(other.folder));
  });
});

describe('without anything', () => {
  test.each([
    ['handoffs', 'No handoffs yet.'],
    ['memory', 'No corrections yet.'],
    ['projects', 'No projects are linked yet.'],
  ] as const)('%s says what it would be and which command begins it', async (tab, words) => {
    const user = await missionsUser();
    const folder = join(await tempFolder('maestro-empty'), 'empty');
    const project = await bareProject(folder, user.home);
    await project.json(['init']);
    const { page, wrongs } = await openMissions(browser, { engine: user.engine, project: folder, place: { tab } });

    await page.getByText(words).waitFor();
    await expect.poll(() => page.getByRole('main').locator('code', { hasText: 'maestro ' }).count()).toBeGreaterThan(0);
    expect(await axe(page)).toEqual([]);
    expect(wrongs).toEqual([]);
  });
});

describe('a read', () => {
  const project: ProjectEntry = {
    ...{ path: '/home/ada/web-shop', name: 'web-shop', sources: ['open'], state: 'ready', problem: null, stamp: 1 },
    ...{ pendingHandoffs: 0, missionCount: 0, damaged: [] },
  };
  const at = placeHash({ ...MISSIONS, project: project.path, tab: 'memory' });
  const change = () => ({ projects: { [project.path]: project } });

  test('that is on its way shows outlines, and not that there is nothing', async () => {
    const { page, demo } = await look(browser, { change });
    demo.hold('memory.read');
    await page.evaluate((hash) => (window.location.hash = hash), at);
    await page.getByRole('status', { name: 'Reading the memory' }).waitFor();
    await expect.poll(() => page.getByText('No corrections yet.').count()).toBe(0);
    expect(await axe(page)).toEqual([]);
  });

  test('that failed says why, and is tried again when it is asked to', async () => {
    const { page, demo } = await look(browser, { at, change });
    const problem = {
      code: 'FILE_UNREADABLE',
      sentence: 'The disk is gone.',
      hints: ['Plug it in.'],
      detail: null,
    } as const;
    demo.refuse('memory.read', { ...problem, hints: [...problem.hints] });
    demo.state.change({ projects: { [project.path]: { ...project, stamp: 2 } } });

    await page.getByRole('alert').getByText('The disk is gone.').waitFor();
    await page.getByText('Plug it in.').waitFor();
    expect(await axe(page)).toEqual([]);
    const asked = () => demo.calls.filter((call) => call.startsWith('memory.read')).length;
    const before = asked();
    await page.getByRole('button', { name: 'Read again' }).click();
    await until('another question', () => asked() > before);
  });
});

const READY: Readonly<Record<string, string>> = {
  graph: 'Show the form',
  timeline: 'What happened',
  handoffs: 'The key table exists',
  memory: 'Name times in milliseconds',
  config: 'sessionDetection',
  projects: 'What a change means',
};

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each(Object.keys(READY) as MissionTab[])(
    '%s can be used by everyone and breaks no rule of the page',
    async (tab) => {
      const { page, project, wrongs } = await desk(tab, colorScheme);
      if (tab === 'projects') await project.json(['graph-link', 'api', '--consumes']);
      await page
        .getByText(READY[tab] ?? '')
        .first()
        .waitFor();

      expect(await axe(page)).toEqual([]);
      for (const [width, height] of [
        [960, 600],
        [640, 400],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await hidden(page)).toEqual([]);
      }
      expect(wrongs).toEqual([]);
    },
  );
});

/** Controls beyond the right edge that nothing lets the user scroll to. */
function hidden(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, a, input')]
      .filter(
        (element) => element.closest('.react-flow') === null && element.getBoundingClientRect().right > innerWidth + 1,
      )
      .map((element) => element.outerHTML.slice(0, 160)),
  );
}
