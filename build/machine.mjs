import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { ask } from './words.mjs';

export const ROOT = resolve(import.meta.dirname, '..');

/** Where a program lies; undefined when it is not on the PATH. */
export function find(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether packages can be installed here without asking for a password: root on Debian or Ubuntu. */
export function canInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || find('apt-get') === undefined) return false;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release);
}

/** Whether a Docker engine answers. */
export function dockerAnswers() {
  return (
    find('docker') !== undefined && ask('docker', ['version', '--format', '{{.Server.Version}}'], { seconds: 15 }).ok
  );
}

/** Whether a window could be shown. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return (process.env.DISPLAY ?? '') !== '' || (process.env.WAYLAND_DISPLAY ?? '') !== '';
}

/** The path of Electron's program, once its runtime has been fetched. */
export function electronProgram() {
  const folder = join(ROOT, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return undefined;
  const program = join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

/** What Electron's own tools ask of Node. Its program, once fetched, brings a Node of its own. */
const ELECTRON_NODE = [22, 12];

/** Why this Node cannot fetch Electron's runtime, with what helps; undefined when it can. */
export function whyElectronCannotBeFetched(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [least, leastMinor] = ELECTRON_NODE;
  if (major > least || (major === least && minor >= leastMinor)) return undefined;
  return `The window needs Node ${ELECTRON_NODE.join('.')} or newer to fetch Electron, and this is Node ${version}. Install it and run npm start again.`;
}

/** The programs that show the page in tests. The first one draws without a window's parts, for three quarters of the work. */
const BROWSERS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** The path of a Chromium for the tests of the page; undefined when there is none. */
export function chromium() {
  return BROWSERS.map(find).find((path) => path !== undefined);
}

/**
 * Calls back once when the process that started this one is gone: npm, told to end, does not pass that on to what its
 * scripts started.
 */
export function whenOrphaned(callback) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, 1000);
  timer.unref();
}
