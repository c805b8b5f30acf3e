import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { find, ROOT } from './machine.mjs';
import { announce, duration, say, show } from './words.mjs';

const SOURCES = ['electron', 'renderer', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const BUILT = ['dist/cli/maestro.js', 'dist/electron/main.js', 'dist/preload/preload.cjs', 'dist/renderer/index.html'];

/** Installs the packages when they are missing or the lock file has changed. Answers whether they are there. */
export async function installPackages() {
  const stamp = join(ROOT, 'node_modules', '.maestro-installed');
  const wanted = fingerprint(['package-lock.json'], `${process.versions.modules} ${process.platform} ${process.arch}`);
  if (isStamped(stamp, wanted)) return true;

  say('Installing packages (this happens once, and again when the lock file changes) …');
  const started = Date.now();
  if (!(await npmCi())) return false;
  writeFileSync(stamp, wanted);
  say(`Packages are installed (${duration(Date.now() - started)}).`);
  return true;
}

/** Installs; without a compiler the terminal's native part is left out, and all but terminals in the page works. */
async function npmCi() {
  const env = { npm_config_loglevel: 'error', ...nodeHeaders() };
  if ((await announce('npm', ['ci', '--no-audit', '--no-fund'], { env })) === 0) return true;
  if (find('g++') !== undefined && find('make') !== undefined && find('python3') !== undefined) return false;
  say('That failed, and no C++ compiler, make or python3 is installed, which the terminal part needs.');
  say('Trying without it: the terminals inside the page will not work, maestro connect will.');
  return (await announce('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { env })) === 0;
}

/** Node's own headers, so that a native package compiles without fetching them. */
function nodeHeaders() {
  const prefix = join(process.execPath, '..', '..');
  return existsSync(join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {};
}

/** Builds when a source differs from what was built last. Answers whether the build is there. */
export async function build() {
  const stamp = join(ROOT, 'dist', '.maestro-built');
  const wanted = fingerprint(SOURCES);
  if (BUILT.every((file) => existsSync(join(ROOT, file))) && isStamped(stamp, wanted)) return true;

  say('Building Maestro …');
  const started = Date.now();
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  // Tests build too, and theirs is another NODE_ENV: React would come with its development half.
  const env = { NODE_ENV: 'production' };
  if ((await show(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], { env })) !== 0) return false;
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(stamp, wanted);
  say(`Maestro is built (${duration(Date.now() - started)}).`);
  return true;
}

function isStamped(stamp, wanted) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

/** One hash over the names and contents of files and folders. */
function fingerprint(paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const path of paths.flatMap(filesOf)) hash.update(`\0${path}\0`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

function filesOf(path) {
  const full = join(ROOT, path);
  const entries = /\.\w+$/.test(path) ? undefined : readdirSync(full, { withFileTypes: true });
  if (entries === undefined) return [path];
  return entries
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]))
    .sort();
}
