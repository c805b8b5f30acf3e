import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Notice } from '../../../electron/contract/notices.ts';
import { openingBounds, WindowPlace } from '../../../electron/shell/bounds.ts';
import { CONFINED } from '../../../electron/shell/confined.ts';
import { loginEntry } from '../../../electron/host/autostart.ts';
import { menuTemplate } from '../../../electron/shell/menu.ts';
import { linkAmong, linkedPlace } from '../../../electron/shell/links.ts';
import { waitingFor, waysToAnswer } from '../../../electron/shell/notice-rules.ts';
import { quitQuestion, runningOf } from '../../../electron/shell/quit-words.ts';
import { isAllowed, isOwnPage, outsideLink } from '../../../electron/shell/place.ts';
import { container } from '../../support/container.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const MONITOR = { x: 1440, y: 0, width: 2560, height: 1440 };

test('the first window opens in the middle of the first screen', () => {
  expect(openingBounds(undefined, [LAPTOP, MONITOR])).toEqual({ x: 80, y: 63, width: 1280, height: 800 });
});

test('a window opens where it was, on whichever screen', () => {
  const saved = { x: 1600, y: 100, width: 1800, height: 1200 };
  expect(openingBounds(saved, [LAPTOP, MONITOR])).toEqual(saved);
});

test('a window whose screen was unplugged opens in the middle of the first', () => {
  const saved = { x: 1600, y: 100, width: 1800, height: 1200 };
  expect(openingBounds(saved, [LAPTOP])).toEqual(openingBounds(undefined, [LAPTOP]));
});

test('a window that hangs over an edge is moved in', () => {
  expect(openingBounds({ x: 1000, y: -300, width: 1000, height: 700 }, [LAPTOP])).toEqual({
    x: 440,
    y: 25,
    width: 1000,
    height: 700,
  });
});

test('wherever the window was, one screen shows all of it', () => {
  const rectangle = fc.record({
    x: fc.integer({ min: -9000, max: 9000 }),
    y: fc.integer({ min: -9000, max: 9000 }),
    width: fc.integer({ min: 1, max: 9000 }),
    height: fc.integer({ min: 1, max: 9000 }),
  });
  const run = fc.property(rectangle, (saved) => {
    const found = openingBounds(saved, [LAPTOP, MONITOR]);
    const shows = [LAPTOP, MONITOR].some(
      (screen) =>
        found.x >= screen.x &&
        found.y >= screen.y &&
        found.x + found.width <= screen.x + screen.width &&
        found.y + found.height <= screen.y + screen.height,
    );
    expect(shows).toBe(true);
  });
  fc.assert(run);
});

test('what is no window place is not restored', () => {
  for (const value of [
    null,
    {},
    { bounds: { x: 'a' }, maximized: false },
    { bounds: { ...LAPTOP, width: 0 }, maximized: true },
  ])
    expect(WindowPlace.safeParse(value).success).toBe(false);
});

test('only the page itself is the page', () => {
  for (const own of ['app://maestro/', 'app://maestro/#/fleet', 'app://maestro/?x']) expect(isOwnPage(own)).toBe(true);
  const others = [
    'app://evil/',
    'app://maestro/other',
    'https://maestro/',
    'file:///etc/passwd',
    'about:blank',
    'no address',
  ];
  for (const other of others) expect(isOwnPage(other)).toBe(false);
});

test('only https leads outside, and the person sees the real host', () => {
  expect(outsideLink('https://github.com.evil.test/x')).toMatchObject({ host: 'github.com.evil.test' });
  expect(outsideLink('https://аpple.com/')).toMatchObject({ host: 'xn--pple-43d.com' });
  const never = [
    'http://example.com',
    'file:///etc',
    'javascript:alert(1)',
    'https://github.com@evil.test/',
    'x',
    'ssh://host',
  ];
  for (const address of never) expect(outsideLink(address)).toBeUndefined();
});

test('the page may write to the clipboard and nothing else', () => {
  expect(isAllowed('clipboard-sanitized-write', 'app://maestro/')).toBe(true);
  expect(isAllowed('clipboard-sanitized-write', 'https://evil.test/')).toBe(false);
  for (const permission of ['clipboard-read', 'notifications', 'media', 'openExternal', 'fileSystem'])
    expect(isAllowed(permission, 'app://maestro/')).toBe(false);
});

const NOTHING = {
  openWindow: () => undefined,
  open: () => undefined,
  showLog: () => undefined,
  installCommand: undefined,
};

test('the menu takes no key that the page wants', () => {
  const text = JSON.stringify([true, false].map((isMac) => menuTemplate({ ...NOTHING, isMac, forDevelopers: true })));
  expect(text).not.toMatch(/"(CmdOrCtrl|Ctrl)\+[A-Z0-9]"/);
  expect(text).toContain('"role":"close","accelerator":"Shift+CmdOrCtrl+W"');
});

test('an installed app offers no developer tools', () => {
  expect(JSON.stringify(menuTemplate({ ...NOTHING, isMac: false, forDevelopers: false }))).not.toMatch(
    /devtools|reload/i,
  );
});

test('the page is confined: a sandbox, a world of its own, no Node', () => {
  expect(CONFINED).toMatchObject({ contextIsolation: true, sandbox: true, webSecurity: true });
  expect(CONFINED).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, webviewTag: false });
});

test('a link goes to a place of the page, and does nothing else', () => {
  expect(linkedPlace('maestro://inbox')).toBe('#/inbox');
  expect(linkedPlace('maestro://inbox/')).toBe('#/inbox');
  expect(linkedPlace('maestro://system/doctor')).toBe('#/system/doctor');
  expect(linkedPlace('maestro://container/maestro-feat-login-1')).toBe('#/container/maestro-feat-login-1/agent');
  expect(linkedPlace('maestro://review/maestro-feat-login-1')).toBe('#/review/maestro-feat-login-1');
  expect(linkedPlace('maestro://mission/2026-11-28-001')).toBe('#/missions//2026-11-28-001');
  const never = [
    'maestro://container/',
    'maestro://container/a/stop',
    'maestro://container/..%2f..%2fetc',
    'maestro://container/a?run=rm',
    'maestro://inbox#/system',
    'maestro://user@inbox',
    'maestro://system/%00',
    'maestro://container/%E0%A4%A',
    'maestro://quit',
    'maestro:inbox',
    'javascript:alert(1)',
    `maestro://container/${'a'.repeat(600)}`,
    '',
  ];
  for (const link of never) expect(linkedPlace(link), link).toBeUndefined();
});

test('whatever a link holds, its place is one line of letters that the page reads as a place', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `maestro://container/${text}`),
      ),
      (link) => {
        expect(linkedPlace(link) ?? '#/').toMatch(/^#\/[A-Za-z0-9%._~\-/!*'()]*$/);
      },
    ),
  );
});

test('of the words of a start the last link counts', () => {
  expect(linkAmong(['/usr/bin/maestro', '--flag', 'maestro://fleet', 'maestro://inbox'])).toBe('maestro://inbox');
  expect(linkAmong(['/usr/bin/maestro', 'spec.md'])).toBeUndefined();
});

test('quitting tells how many go on, and a stopped one is none of them', () => {
  const all = { a: container('a'), b: container('b', { docker: 'exited' }), c: container('c', { docker: 'paused' }) };
  const running = runningOf(all);
  expect(running.map(({ name }) => name)).toEqual([all.a.name, all.c.name]);
  expect(quitQuestion(running)).toMatchObject({
    message: '2 containers keep running.',
    buttons: ['Quit', 'Stop them and quit', 'Cancel'],
  });
  expect(quitQuestion(running.slice(1)).message).toBe('1 container keeps running.');
});

test('a notice about one question is answered in place; one of several, or of none, is not', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const asking = (name: string, choices: string[]) =>
    container(name, { attention: { kind: 'question', text: 'Which?', at, choices } });
  const [one, other, three] = [asking('a', ['PKCE', 'Implicit']), asking('b', []), asking('c', ['1', '2', '3'])];
  const all = Object.fromEntries([one, other, three].map((each) => [each.name, each]));
  const ways = (kinds: Notice['kinds'], ...containers: Container[]) =>
    waysToAnswer(waitingFor({ kinds, containers: containers.map(({ name }) => name) }, all));

  expect(ways(['attention_needed'], one)).toMatchObject({
    hasReply: true,
    actions: [{ text: 'PKCE' }, { text: 'Implicit' }],
  });
  expect(ways(['attention_needed'], other)).toEqual({ hasReply: true, replyPlaceholder: 'Answer' });
  expect(ways(['attention_needed'], three)).not.toHaveProperty('actions');
  expect(ways(['attention_needed'], one, other)).toEqual({});
  expect(ways(['finished'], one)).toEqual({});
});

test('the entry that starts it with the session names the program whole, whatever its path holds', () => {
  expect(loginEntry('/opt/Maestro/maestro-desktop')).toContain('\nExec="/opt/Maestro/maestro-desktop"\n');
  expect(loginEntry('/home/a b/100%/$x"`')).toContain('Exec="/home/a b/100%%/\\\\$x\\\\"\\\\`"');
});
