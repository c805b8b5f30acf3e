import { expect, test } from 'vitest';
import { CONFINED } from '../../electron/shell/confined.ts';
import { type Desktop, HAS_ELECTRON, launchDesktop } from '../support/desktop.ts';
import { tempFolder, writeFiles } from '../support/project.ts';
import { until } from '../support/until.ts';

/** What a test reads that Electron keeps to itself. */
const standInOnly = test.skipIf(HAS_ELECTRON);

function addresses({ evaluate }: Desktop): Promise<string[]> {
  return evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()));
}

test('the window shows the page, and its port answers', async () => {
  const desktop = await launchDesktop();
  expect(await addresses(desktop)).toEqual(['app://maestro/']);
  const answer = await desktop.page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise<unknown>((found) => (port1.onmessage = (event) => found(event.data)));
    window.postMessage('maestro:connect', location.origin, [port2]);
    port1.postMessage(JSON.stringify({ i: '1', p: { u: '/settings/folders', b: { json: { path: '/' } } } }));
    return answered;
  });
  expect(answer).toContain('"path":"/"');
});

test('the page lives on its port: it shows the fleet, and a reload connects anew', async () => {
  const { page } = await launchDesktop();
  const docker = page.getByText('The Docker engine does not answer').first();
  await docker.waitFor();
  await page.reload();
  await docker.waitFor();
});

test('the demo answers in the window that asks for it, and ends with a step back', async () => {
  const desktop = await launchDesktop();
  const { page } = desktop;
  const way = page.getByRole('button', { name: 'Look around a demo' });
  await way.click();
  await page.getByText('This is a demo.').waitFor();
  await page.getByText('Should I use PKCE or the implicit flow for the mobile client?').first().waitFor();
  expect(await addresses(desktop)).toEqual([expect.stringMatching(/^app:\/\/maestro\/\?demo/)]);
  await page.evaluate(() => window.open('#/fleet', '_blank', 'noopener'));
  await expect.poll(() => addresses(desktop)).toContain('app://maestro/?demo#/fleet');
  await page.getByRole('button', { name: 'Leave the demo' }).click();
  await way.waitFor();
  await expect.poll(() => addresses(desktop)).toContainEqual(expect.stringMatching(/^app:\/\/maestro\/(#|$)/));
});

test('the page is confined', async () => {
  const { page, evaluate } = await launchDesktop();
  const preferences = await evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as { getLastWebPreferences(): unknown } | undefined;
    return contents?.getLastWebPreferences();
  });
  expect(preferences).toMatchObject(CONFINED);
  const found = await page.evaluate(() => [typeof process, typeof require, Object.keys(window).includes('api')].join());
  expect(found).toBe('undefined,undefined,false');
});

test('the page cannot leave, open windows elsewhere, ask for permissions or reach the network', async () => {
  const desktop = await launchDesktop();
  const { page } = desktop;
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
  expect(await addresses(desktop)).toEqual(['app://maestro/']);
});

standInOnly('a link to the outside opens in the browser only after its user saw where it leads', async () => {
  const { page, evaluate } = await launchDesktop();
  const press = (link: string): Promise<unknown> => page.evaluate((url) => window.open(url), link);
  const opened = (): Promise<string[]> => evaluate(({ shell }) => shell.opened);

  await press('https://docs.test/a?b=c');
  await until('the question', () => evaluate(({ dialog }) => dialog.asked.length === 1));
  expect(await opened()).toEqual([]);

  await evaluate(({ dialog }) => void dialog.answers.set('Open docs.test', 0));
  await press('https://docs.test/a?b=c');
  await until('the browser', async () => (await opened()).length === 1);
  await press('file:///etc/passwd');
  expect(await opened()).toEqual(['https://docs.test/a?b=c']);
});

test('windows open where they were, each at its place of the page', async () => {
  const home = await tempFolder('maestro-desktop');
  const first = await launchDesktop({ home });
  await first.page.evaluate(() => (location.hash = '#/system/about'));
  await first.page.evaluate(() => window.open('#/inbox'));
  const both = 'app://maestro/#/inbox app://maestro/#/system/about';
  const shown = async (desktop: Desktop) => (await addresses(desktop)).toSorted().join(' ');
  await until('a second window', async () => (await shown(first)) === both);
  const places = await first.evaluate(({ BrowserWindow }) => {
    for (const [index, one] of BrowserWindow.getAllWindows().entries())
      one.setBounds({ x: 40 + index, y: 60, width: 1000, height: 640 });
    return BrowserWindow.getAllWindows().map((one) => [one.webContents.getURL(), one.getNormalBounds()]);
  });
  await first.close();
  expect(await first.ended).toBe(0);

  const again = await launchDesktop({ home });
  await until('both windows', async () => (await shown(again)) === both);
  const found = await again.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => [one.webContents.getURL(), one.getNormalBounds()]),
  );
  expect(found).toEqual(expect.arrayContaining(places));
});

test('the window of an earlier version opens where it was', async () => {
  const home = await tempFolder('maestro-desktop');
  const bounds = { x: 50, y: 70, width: 1100, height: 700 };
  await writeFiles(home, {
    'electron/window.json': JSON.stringify({ window: { bounds, maximized: false }, knowsTray: 3 }),
  });
  const { evaluate } = await launchDesktop({ home });
  expect(await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toEqual(bounds);
});

test('a second start brings the first to the place that its link names, and ends', async () => {
  const desktop = await launchDesktop();
  expect(await desktop.again('maestro://review/maestro-feat-login-1')).toBe(0);
  await until('the place', async () =>
    (await addresses(desktop)).includes('app://maestro/#/review/maestro-feat-login-1'),
  );
  await desktop.again('maestro://review/..%2f..%2fevil?x=1');
  expect(await addresses(desktop)).toEqual(['app://maestro/#/review/maestro-feat-login-1']);
});

test('a first start goes to the place that its link names', async () => {
  const desktop = await launchDesktop({ words: ['maestro://system/help'] });
  await until('the place', async () => (await addresses(desktop)).includes('app://maestro/#/system/help'));
});

standInOnly('closed windows leave it in the tray, which says so once, opens it again and ends it', async () => {
  const { evaluate, ended, pages } = await launchDesktop();
  const closeAll = () => evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((one) => one.close()));
  const notices = () => evaluate(({ Notification }) => [...Notification.all].map(({ options }) => options.title));
  const press = (label: string) =>
    evaluate(({ Tray }, wanted) => {
      const items = [...Tray.all].flatMap(({ menu }) => menu?.template ?? []);
      const item = items.find((one) => one.label === wanted) as { click?: () => void } | undefined;
      if (item?.click === undefined)
        throw new Error(`no ${wanted} among ${items.map(({ label }) => label).join(', ')}`);
      item.click();
    }, label);

  await closeAll();
  await until('the words', async () => (await notices()).includes('Maestro goes on in the tray'));
  await until('the menu', () => press('Open Maestro').then(() => true));
  await until('a window', () => pages().length === 1);
  await closeAll();
  expect(await notices()).toHaveLength(1);
  await press('Quit (agents go on)');
  expect(await ended).toBe(0);
});

standInOnly('a page that ended by itself, or does not answer, is loaded again by one press', async () => {
  const { evaluate, page } = await launchDesktop();
  const asked = () => evaluate(({ dialog }) => dialog.asked.map(({ message }) => message));
  await page.evaluate(() => document.body.setAttribute('data-old', ''));
  await evaluate(({ BrowserWindow, dialog }) => {
    dialog.answers.set('This window', 0);
    const event = { reason: 'crashed', exitCode: 139 };
    BrowserWindow.getAllWindows()[0]?.webContents.emit('render-process-gone', {}, event);
  });
  await page.locator('body:not([data-old])').waitFor();
  await page.waitForSelector('#root > *');
  await evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('unresponsive'));
  await until('both questions', async () => (await asked()).length === 2);
  expect(await asked()).toEqual(['This window stopped working.', 'This window does not answer.']);
});

standInOnly(
  'the keys of the configuration bring the Inbox to the front, and keys of another program are said to be',
  async () => {
    const home = await tempFolder('maestro-desktop');
    await writeFiles(home, { '.maestro/config.yml': 'desktop: {shortcut: Ctrl+Alt+M}\n' });
    const desktop = await launchDesktop({ home });
    const { evaluate } = desktop;
    const keys = () => evaluate(({ globalShortcut }) => [...globalShortcut.registered.keys()]);
    await until('the keys', async () => (await keys()).join() === 'Ctrl+Alt+M');
    await evaluate(({ globalShortcut }) => globalShortcut.registered.get('Ctrl+Alt+M')?.());
    await until('the Inbox', async () => (await addresses(desktop)).includes('app://maestro/#/inbox'));

    await evaluate(({ globalShortcut }) => void globalShortcut.taken.add('Ctrl+Alt+N'));
    await writeFiles(home, { '.maestro/config.yml': 'desktop: {shortcut: Ctrl+Alt+N}\n' });
    await until('the words', () =>
      evaluate(({ Notification }) =>
        [...Notification.all].some(({ options }) => options.title === 'Ctrl+Alt+N belongs to another program'),
      ),
    );
    expect(await keys()).toEqual([]);
  },
);
