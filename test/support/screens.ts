import type { Page } from 'playwright-core';
import type { Problem } from '../../electron/contract/errors.ts';
import { demoCreations } from '../../electron/demo/fleet.ts';
import { SEEDED } from '../../electron/demo/comments.ts';
import { RACE } from '../../electron/demo/review.ts';
import type { LookOptions } from './looks.ts';

const DOWN: Problem = {
  code: 'DOCKER_UNREACHABLE',
  sentence: 'Docker does not answer.',
  hints: ['Start Docker.'],
  detail: 'ECONNREFUSED',
};
/** A container of the made-up fleet. */
export const CONTAINER = '#/container/maestro-feat-oauth-login-1/agent';

/** Every screen of the page: how it is opened, and what is done there before it is looked at. */
export const SCREENS: Readonly<Record<string, LookOptions & { then?: (page: Page) => Promise<void> }>> = {
  fleet: { change: () => ({ creations: Object.fromEntries(demoCreations(Date.now()).map((one) => [one.id, one])) }) },
  'first run': { change: () => ({ containers: {} }) },
  empty: {
    change: () => ({ containers: {} }),
    then: (page) => page.getByRole('button', { name: 'Skip this' }).click(),
  },
  loading: { change: () => ({ containers: {}, loaded: false, docker: { state: 'connecting' } }) },
  'without Docker': { change: () => ({ containers: {}, docker: { state: 'unreachable', problem: DOWN } }) },
  'fleet with details': { viewport: { width: 1600, height: 900 } },
  'compact rows, one selected': { then: (page) => keys(page, 'd', 'j', 'x') },
  'new container': { then: (page) => keys(page, 'n', 'Control+Enter') },
  'project picker': {
    then: async (page) => {
      await keys(page, 'n');
      await page.getByRole('button', { name: /Project/ }).click();
    },
  },
  board: { then: (page) => keys(page, 'b') },
  grid: { then: (page) => keys(page, 'w') },
  'review queue': { at: '#/review' },
  'review with comments': {
    at: `#/review/${RACE}`,
    change: ({ containers }) => ({
      containers: { ...containers, [RACE]: { ...containers[RACE]!, state: 'running', comments: SEEDED } },
    }),
    then: async (page) => {
      await page
        .getByRole('button', { name: /basket/ })
        .last()
        .click();
      await page.getByRole('group', { name: 'Difference of src/checkout/basket.ts' }).waitFor();
    },
  },
  inbox: { at: '#/inbox' },
  peek: {
    then: async (page) => {
      await keys(page, 'j', 'Space');
      await page.getByRole('group', { name: 'Last lines of its terminal' }).waitFor();
    },
  },
  removal: { then: (page) => keys(page, 'j', '#') },
  'row menu': { then: (page) => keys(page, 'j', '.') },
  palette: { then: (page) => keys(page, 'Control+k') },
  shortcuts: { then: (page) => keys(page, '?') },
  help: {
    then: async (page) => {
      await keys(page, '?');
      await page.getByRole('button', { name: 'Help topics' }).click();
      await page.getByRole('article').getByRole('heading').first().waitFor();
    },
  },
  container: { at: CONTAINER, then: (page) => page.locator('[data-terminal="open"]').waitFor() },
  'container with details': { at: CONTAINER, viewport: { width: 1600, height: 900 } },
  'stopped container': { at: '#/container/maestro-fix-timezone-reports-1/agent' },
  system: { at: '#/system' },
  settings: { at: '#/system/settings', then: (page) => page.getByText('wolpertinger').waitFor() },
  usage: { at: '#/system/usage', then: (page) => page.getByRole('table', { name: 'By model' }).waitFor() },
  'help as a screen': { at: '#/system/help', then: (page) => page.getByText('the agent asks').waitFor() },
  about: { at: '#/system/about', then: (page) => page.getByText('Log of the daemon').waitFor() },
  storage: { at: '#/system/storage', then: (page) => page.getByText('2 images, 1.2 GB').waitFor() },
  credentials: {
    at: '#/system/credentials',
    then: async (page) => {
      await page
        .getByText(/containers have it/)
        .first()
        .click();
      await page.keyboard.press('r');
      await page.getByText('Freshest').waitFor();
    },
  },
};

async function keys(page: Page, ...chords: string[]): Promise<void> {
  await page.locator('[data-row]').first().waitFor();
  for (const chord of chords) await page.keyboard.press(chord);
}
