import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Engine } from '../../electron/engine/engine.ts';
import { Demos } from '../../electron/host/demos.ts';
import { serveDemo } from '../../electron/host/host.ts';
import { openWeb } from '../../electron/host/web.ts';
import { SILENT } from '../../electron/engine/silent.ts';
import { engineWithoutDocker } from '../support/connections.ts';
import { axe } from '../support/looks.ts';
import { whenDone } from '../support/project.ts';
import { type Opened, openPage, startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

/** The page of a host that has a demo, as its user opens it on a machine without Docker. */
async function host(): Promise<Opened & { engine: Engine }> {
  const engine = await engineWithoutDocker();
  const demos = new Demos(SILENT);
  const web = await openWeb(engine, { demos });
  whenDone(async () => {
    await web.close();
    await demos.close();
  });
  engine.watch();
  return { ...(await openPage(browser, web.newAddress())), engine };
}

test('without Docker a demo can be looked around in, and left again: nothing of it stays', async () => {
  const { page, wrongs, engine } = await host();
  await page.getByRole('button', { name: 'Look around a demo' }).click();
  await page.getByRole('complementary', { name: 'Demo' }).getByText('This is a demo.').waitFor();
  const question = page.getByText('Should I use PKCE or the implicit flow for the mobile client?');
  await question.first().waitFor();
  expect(await axe(page)).toEqual([]);

  await page.getByRole('button', { name: /PKCE/ }).first().click();
  await expect.poll(() => question.count()).toBe(0);
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Task', exact: true }).fill('Export the orders');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await page
    .getByRole('row', { name: /feat-export-the-orders-1/ })
    .getByText('Running')
    .waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.getByText('Store the keys').first().waitFor();

  await page.getByRole('button', { name: 'Leave the demo' }).click();
  await page.getByRole('button', { name: 'Look around a demo' }).waitFor();
  expect(await page.getByRole('complementary', { name: 'Demo' }).count()).toBe(0);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/feat-|"over":true/);
  expect(engine.context.state.snapshot.containers).toEqual({});
  expect(wrongs).toEqual([]);
});

test('a feature of the demo’s mission gets a container, and each leads to the other', async () => {
  const { page, wrongs } = await host();
  await page.getByRole('button', { name: 'Look around a demo' }).click();
  await page.getByRole('complementary', { name: 'Demo' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.getByText('Sign in with a passkey').first().click();
  await page.getByRole('button', { name: 'Launch a container for auth-api' }).click();
  const sheet = page.getByRole('dialog', { name: 'New container' });
  await sheet.getByText('For the feature auth-api: it begins').waitFor();
  expect(await axe(page)).toEqual([]);
  await sheet.getByRole('button', { name: 'Create and open' }).click();
  await page.getByRole('heading', { level: 1, name: 'feat-auth-api-1' }).waitFor();

  await page.getByRole('button', { name: 'Details', exact: true }).click();
  await page.getByRole('complementary').getByRole('link', { name: 'auth-api' }).click();
  const details = page.getByRole('complementary', { name: 'Details of Answer the challenge' });
  await details.getByText('In progress').first().waitFor();
  expect(await details.getByRole('button', { name: 'Launch container…' }).count()).toBe(0);
  await details.getByRole('link', { name: 'feat-auth-api-1' }).click();
  await page.getByRole('heading', { level: 1, name: 'feat-auth-api-1' }).waitFor();
  expect(wrongs).toEqual([]);
});

test('the palette leads into the demo and out of it', async () => {
  const { page } = await host();
  const choose = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(words);
    await page
      .getByRole('option', { name: new RegExp(`^${words}`) })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
  };
  await page.getByRole('button', { name: 'Look around a demo' }).waitFor();
  await choose('Look around a demo');
  await page.getByRole('complementary', { name: 'Demo' }).waitFor();
  await choose('Leave the demo');
  await page.getByRole('button', { name: 'Look around a demo' }).waitFor();
});

test('a demo by itself has no way out that leads to itself, and none into another', async () => {
  const served = await serveDemo();
  whenDone(() => served.close());
  const { page } = await openPage(browser, served.url);
  await page.getByText('maestro serve opens your own.').waitFor();
  expect(await page.getByRole('button', { name: 'Leave the demo' }).count()).toBe(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('demo');
  await page.getByRole('option', { name: /^(Look around a|Leave the) demo/ }).waitFor({ state: 'detached' });
});

test('who is not signed in starts no demo, and one that cannot start leaves a way back', async () => {
  const engine = await engineWithoutDocker();
  let asked = 0;
  const demos = { open: () => ((asked += 1), Promise.reject(new Error('no room'))) } as unknown as Demos;
  const web = await openWeb(engine, { demos });
  whenDone(() => web.close());
  engine.watch();
  const { host } = new URL(web.origin);
  const stranger = new WebSocket(`ws://${host}/rpc?demo`, { headers: { origin: `http://${host}` } });
  await new Promise((resolve) => stranger.on('error', resolve));
  expect(asked).toBe(0);

  const { page } = await openPage(browser, web.newAddress());
  await page.getByRole('button', { name: 'Look around a demo' }).click();
  await page.getByRole('button', { name: 'Leave the demo' }).click();
  await page.getByRole('button', { name: 'Look around a demo' }).waitFor();
  expect(asked).toBeGreaterThan(0);
});
