import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type MissionsPlace, placeHash } from '../../renderer/client/place.ts';
import { type MissionProject, missionProject, openDesk } from './missionProject.ts';
import { tempFolder } from './project.ts';
import { startBrowser } from './window.ts';

/** A browser, and a project to copy for each test. */
export interface Stage {
  readonly browser: Browser;
  readonly template: MissionProject;
}

export async function setStage(): Promise<Stage> {
  const [browser, template] = await Promise.all([startBrowser(), missionProject(await tempFolder('maestro-home'))]);
  return { browser, template };
}

/** A plan with one feature and two assertions. */
export const SMALL = {
  title: 'Tiny',
  milestones: [{ id: 'only', title: 'Only', description: 'd', order: 0 }],
  features: [
    {
      id: 'one',
      milestoneId: 'only',
      title: 'The one',
      description: 'd',
      workerType: 'codex',
      verificationSteps: ['npm test'],
      fulfills: ['It works', 'It is fast'],
    },
  ],
};
/** The page in the Missions place, on a real engine that follows a real project in the middle of its work. */
export async function opened(
  { browser, template }: Stage,
  place: Partial<MissionsPlace> = {},
  options: BrowserContextOptions = {},
) {
  const { tab = 'board', feature = null } = place;
  const desk = await openDesk(browser, { made: template, tab, feature, ...options });
  await desk.page.getByRole('heading', { name: 'Sign in with a passkey' }).waitFor();
  return desk;
}

/** The same with a mission of one feature and two assertions, made by another process. */
export async function openedSmall(stage: Stage) {
  const all = await opened(stage);
  await mkdir(join(all.project.folder, 'plans'));
  await writeFile(join(all.project.folder, 'plans', 'small.json'), JSON.stringify(SMALL));
  const created = await all.project.json<{ mission: { id: string } }>([
    'mission',
    'create',
    '--file',
    'plans/small.json',
  ]);
  const { id } = created.mission;
  await all.page.getByRole('option', { name: new RegExp(id) }).click();
  await all.page.locator('#card-one').waitFor();
  return { ...all, mission: id };
}

export async function at(shown: Page, place: MissionsPlace): Promise<void> {
  await shown.evaluate((hash) => {
    window.location.hash = hash;
  }, placeHash(place));
}

export async function rested(shown: Page): Promise<void> {
  await shown.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  );
}

export async function askSeal(shown: Page): Promise<void> {
  await shown.getByRole('tab', { name: 'Outline' }).click();
  await shown.getByRole('button', { name: /^Seal Only/ }).click();
}

export async function judge(shown: Page, verdict: { assertion: string; verb: string; words: string }): Promise<void> {
  const item = shown.getByRole('complementary').getByRole('listitem', { name: verdict.assertion });
  await item.getByRole('button', { name: verdict.verb }).first().press('Enter');
  await item.getByRole('textbox').fill(verdict.words);
  await item.getByRole('textbox').press('Control+Enter');
}

export function column(shown: Page, word: string): Promise<string[]> {
  return shown
    .getByRole('region', { name: new RegExp(`^${word},`) })
    .locator('[id^="card-"]')
    .evaluateAll((cards) => cards.map(({ id }) => id.slice('card-'.length)));
}

export async function missionOf(project: MissionProject, id: string) {
  const file = join(project.folder, '.maestro', 'missions', id, 'mission.json');
  return JSON.parse(await readFile(file, 'utf8')) as { status: string; completedMilestoneIds?: string[] };
}

export async function featureOf(project: MissionProject, mission: string, id = 'one') {
  const file = join(project.folder, '.maestro', 'missions', mission, 'features', `${id}.json`);
  return JSON.parse(await readFile(file, 'utf8')) as { status: string; workerType: string };
}
