import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, installPackages } from './install.mjs';
import { canInstall, dockerAnswers, electronProgram, find, hasDisplay, ROOT, whenOrphaned } from './machine.mjs';
import { installDebian, missingForContainers, missingForInstall, startEngine } from './provision.mjs';
import { agrees, announce, ask, hasTerminal, say } from './words.mjs';

const FETCH_SECONDS = 180;
const CLI = join(ROOT, 'dist', 'cli', 'maestro.js');

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

async function provideBaseImage() {
  const image = baseImage();
  if (image === undefined || ask('docker', ['image', 'inspect', image]).ok) return;
  say(`The base image ${image} is missing.`);
  if ((await announce('docker', ['pull', image], { seconds: 900 })) === 0) return;
  if (!canInstall() || find('debootstrap') === undefined) {
    say('It cannot be fetched. maestro image base makes one where debootstrap is installed.');
    return;
  }
  if (hasTerminal() && !(await agrees('It cannot be fetched. Make one from this system’s package mirror?'))) return;
  await announce(process.execPath, [CLI, 'image', 'base']);
}

/** The reference that images are built on, the first word of what the Doctor found; undefined when it is there. */
function baseImage() {
  const { text } = ask(process.execPath, [CLI, 'doctor', '--json'], { seconds: 60 });
  try {
    const check = JSON.parse(text).checks.find(({ id }) => id === 'base-image');
    return check === undefined || check.state === 'ok' ? undefined : check.found.split(' ')[0];
  } catch {
    return undefined;
  }
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
