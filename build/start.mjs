import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CLI, provideBaseImage } from './base-image.mjs';
import { build, installPackages } from './install.mjs';
import {
  dockerAnswers,
  electronProgram,
  hasDisplay,
  ROOT,
  whenOrphaned,
  whyElectronCannotBeFetched,
} from './machine.mjs';
import { installDebian, missingForContainers, missingForInstall, startEngine } from './provision.mjs';
import { announce, say } from './words.mjs';

const FETCH_SECONDS = 180;

const words = process.argv.slice(2);
const setUp = !words.includes('--no-setup');
const options = words.filter((word) => word !== '--no-setup');

process.chdir(ROOT);
if (setUp) await installDebian(missingForInstall(), 'compiling the terminal part');
if (!(await installPackages()) || !(await build())) process.exit(1);
await provideContainers();
process.exitCode = await open();

/** Docker and the base image, as far as Maestro can provide them. What stays missing is said, and Maestro opens all the same. */
async function provideContainers() {
  if (setUp) {
    await installDebian(missingForContainers(), 'running containers');
    await startEngine();
  }
  if (!dockerAnswers()) {
    say(
      'No Docker engine answers, so no container can run yet. All else works; the Doctor in Maestro says what to do.',
    );
  } else if (setUp) await provideBaseImage();
}

/** The window where it can be shown, else the browser. Answers the exit status when the user ends it. */
async function open() {
  const electron = await electronRuntime();
  if (electron !== undefined) {
    say('Opening Maestro.');
    return run(electron, ['.', ...options]);
  }
  say('Opening Maestro in browser mode.');
  return run(process.execPath, [CLI, 'serve', ...options]);
}

async function electronRuntime() {
  if (!hasDisplay()) return undefined;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say('As root Electron has no sandbox, so the window stays closed.');
    return undefined;
  }
  const present = electronProgram();
  if (present !== undefined) return present;
  const reason = whyElectronCannotBeFetched(process.versions.node);
  if (reason !== undefined) {
    say(reason);
    return undefined;
  }
  say('Fetching Electron’s runtime …');
  await announce(process.execPath, [join(ROOT, 'node_modules', 'electron', 'install.js')], { seconds: FETCH_SECONDS });
  if (electronProgram() === undefined) say('It cannot be fetched here.');
  return electronProgram();
}

/** Hands this terminal over. Ctrl-C reaches the program itself; other ends are passed on. */
function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  whenOrphaned(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(`It could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 0));
  });
}
