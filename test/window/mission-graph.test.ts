import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MissionTab } from '../../renderer/client/place.ts';
import {
  copyOf,
  type MissionDesk,
  type MissionProject,
  missionProject,
  missionsUser,
  openDesk,
  openMissions,
} from '../support/missionProject.ts';
import { tempFolder } from '../support/project.ts';
import { until } from '../support/until.ts';
import { clipboard, startBrowser } from '../support/window.ts';

let browser: Browser;
let made: MissionProject;

beforeAll(async () => {
  browser = await startBrowser();
  made = await missionProject(await tempFolder('maestro-home'));
});

function desk(tab: MissionTab): Promise<MissionDesk> {
  return openDesk(browser, { made, tab });
}

describe('dependency graph', () => {
  test('arrow keys walk along the lines, and Enter opens the feature', async () => {
    const { page } = await desk('graph');
    await page.getByRole('region', { name: 'Dependency graph: 5 features, 5 dependencies' }).waitFor();
    const current = page.locator('[data-feature][aria-current="true"]');

    await page.keyboard.press('ArrowRight');
    await current.getByText('Write the design').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await current.getByText('Show the form').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-feature'))).toBe('auth-ui');
    await page.keyboard.press('Enter');

    await page.getByRole('complementary').getByText('auth-ui as designed.').waitFor();
  });

  test('a feature says in words whether it is ready or what it waits for, and follows the files', async () => {
    const { page, project } = await desk('graph');
    const state = (feature: string, word: string) =>
      page.locator(`[data-feature="${feature}"]`).getByText(word).waitFor();
    await state('auth-api', 'Ready');
    await state('auth-ui', 'Waits for 2');

    await project.json(['feature', 'update', 'auth-api', '--mission', project.mission, '--status', 'in-progress']);

    await state('auth-api', 'In progress');
  });

  test('the graph is copied as text, and stands as a list', async () => {
    const { page, project } = await desk('graph');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Copy as Mermaid' }).click();
    await page.getByText('Copied as Mermaid.').waitFor();
    const { stdout } = await project.run(['mission', 'graph', project.mission, '--format', 'mermaid']);
    expect((await clipboard(page)).trim()).toBe(stdout.trim());

    await page.getByRole('radio', { name: 'List' }).click();
    await page.getByRole('row', { name: /Show the form auth-ui Waits for 2 auth-db, auth-api auth-e2e/ }).waitFor();
  });

  test('of many features only those in view are drawn', async () => {
    const user = await missionsUser();
    const project = await copyOf(made, user.home);
    const ids = Array.from({ length: 200 }, (_, index) => `f${index}`);
    const plan = {
      title: 'Many',
      milestones: Array.from({ length: 10 }, (_, order) => ({
        id: `m${order}`,
        title: `M${order}`,
        description: '',
        order,
      })),
      features: ids.map((id, index) => ({
        ...{ id, milestoneId: `m${Math.floor(index / 20)}`, title: id, description: '', workerType: 'codex' },
        verificationSteps: ['v'],
        dependsOn: index < 20 ? [] : [ids[index - 20], ids[index - 19]].filter(Boolean),
      })),
    };
    await writeFile(join(project.folder, 'many.json'), JSON.stringify(plan));
    const { mission } = await project.json<{ mission: { id: string } }>(['mission', 'create', '--file', 'many.json']);
    const place = { tab: 'graph' as const, mission: mission.id };
    const { page } = await openMissions(browser, { engine: user.engine, project: project.folder, place });
    await page.locator('[data-feature]').first().waitFor();

    await expect.poll(() => page.locator('[data-feature]').count()).toBeLessThan(120);
    // What was drawn first moves once more when its sizes are known.
    await until('all of it', async () => {
      await page.keyboard.press('0');
      return (await page.locator('[data-feature]').count()) === 200;
    });
  });
});

test('the timeline tells what happened by day, and leaves out the kinds that are not wanted', async () => {
  const { page, project } = await desk('timeline');
  const log = page.getByRole('region', { name: 'Progress log' });
  await log.getByText('Checkpoint saved').waitFor();
  await expect.poll(() => log.getByText('auth-db moved to in-progress').count()).toBe(1);

  await log.getByRole('button', { name: /Features/ }).click();
  await expect.poll(() => log.getByText('auth-db moved to in-progress').count()).toBe(0);

  await project.json(['checkpoint', 'save', '--mission', project.mission]);
  await until('the new checkpoint', async () => (await log.getByText('Checkpoint saved').count()) === 2);
});
