import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { _electron as electron, type ElectronApplication, type Page } from 'playwright-core';
import { expect, onTestFinished, test, type TestContext } from 'vitest';
import { CONFINED } from '../../electron/shell/confined.ts';
import { NO_ENGINE } from '../support/maestro.ts';
import { tempFolder } from '../support/project.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RUNTIME = join(ROOT, 'node_modules/electron');

interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Starts the built app for a user of its own, on a machine without Docker. Skips where Electron cannot run. */
async function launch({ skip }: TestContext, home?: string): Promise<Launched> {
  if (!existsSync(join(RUNTIME, 'path.txt'))) skip('Electron’s runtime is not installed');
  if (process.platform === 'linux' && (process.env['DISPLAY'] ?? '') === '') skip('there is no display');
  const user = home ?? (await tempFolder('maestro-desktop'));
  const program = (await readFile(join(RUNTIME, 'path.txt'), 'utf8')).trim();
  const app = await electron.launch({
    executablePath: join(RUNTIME, 'dist', program),
    args: [ROOT, `--user-data-dir=${join(user, 'electron')}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...process.env, ...NO_ENGINE, HOME: user },
  });
  onTestFinished(() => app.close());
  const page = await app.firstWindow();
  await page.waitForSelector('#root > *');
  return { app, page };
}

test('the window shows the page, and its port answers', async (context) => {
  const { page } = await launch(context);
  expect(page.url()).toBe('app://maestro/');
  const answer = await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise<unknown>((found) => (port1.onmessage = (event) => found(event.data)));
    window.postMessage('maestro:connect', location.origin, [port2]);
    port1.postMessage(JSON.stringify({ i: '1', p: { u: '/settings/folders', b: { json: { path: '/' } } } }));
    return answered;
  });
  expect(answer).toContain('"path":"/"');
});

test('the page is confined', async (context) => {
  const { app, page } = await launch(context);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as { getLastWebPreferences(): unknown } | undefined;
    return contents?.getLastWebPreferences();
  });
  expect(preferences).toMatchObject(CONFINED);
  const found = await page.evaluate(() => [typeof process, typeof require, Object.keys(window).includes('api')].join());
  expect(found).toBe('undefined,undefined,false');
});

test('the page cannot leave, open windows, ask for permissions or reach the network', async (context) => {
  const { page } = await launch(context);
  await page.evaluate(() => location.assign('https://example.test/'));
  expect(await page.evaluate(() => window.open('about:blank'))).toBeNull();
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  const fetched = page.evaluate(() =>
    fetch('https://example.test/').then(
      () => 'reached',
      () => 'refused',
    ),
  );
  expect(await fetched).toBe('refused');
  expect(page.url()).toBe('app://maestro/');
});

test('the window opens where it was', async (context) => {
  const home = await tempFolder('maestro-desktop');
  const first = await launch(context, home);
  const bounds = await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1000, height: 640 });
    return BrowserWindow.getAllWindows()[0]?.getNormalBounds();
  });
  await first.app.close();

  const { app } = await launch(context, home);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toEqual(
    bounds,
  );
});
