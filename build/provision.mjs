import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { canInstall, chromium, dockerAnswers, find } from './machine.mjs';
import { agrees, announce, ask, hasTerminal, say } from './words.mjs';

/** An engine that was killed first clears away, one after the other, what it had running: hundreds take minutes. */
const ENGINE_START_SECONDS = 300;

/** Debian packages by the program that shows whether they are there. */
const COMPILER = [
  ['g++', 'g++'],
  ['make', 'make'],
  ['python3', 'python3'],
];
const ENGINE = [
  ['dockerd', 'docker.io'],
  ['docker', 'docker-cli'],
  ['git', 'git'],
  ['debootstrap', 'debootstrap'],
];
const TESTS = [
  ['tmux', 'tmux'],
  ['zsh', 'zsh'],
  ['fish', 'fish'],
  ['mkfs.btrfs', 'btrfs-progs'],
];
const LIGHT_BROWSER = 'chromium-headless-shell';

/** What older releases have instead of a package: docker.io has the docker command inside. */
const INSTEAD = { 'docker-cli': [], [LIGHT_BROWSER]: ['chromium'] };

/** The Debian packages that are missing for compiling the native part. */
export function missingForInstall() {
  return missing(COMPILER);
}

/** The Debian packages that are missing for running containers. */
export function missingForContainers() {
  return dockerAnswers() ? missing(ENGINE.slice(2)) : missing(ENGINE);
}

/** The Debian packages that are missing for the tests. */
export function missingForTests() {
  return [...missingForInstall(), ...missingForContainers(), ...missing(TESTS), ...missingBrowser()];
}

/** The light browser where this system has it, also beside another one: it saves minutes. */
function missingBrowser() {
  const found = chromium();
  if (found === undefined) return [LIGHT_BROWSER];
  return basename(found) !== LIGHT_BROWSER && canInstall() && isKnown(LIGHT_BROWSER) ? [LIGHT_BROWSER] : [];
}

function missing(table) {
  return table.filter(([program]) => find(program) === undefined).map(([, name]) => name);
}

function isKnown(name) {
  return ask('apt-cache', ['show', name]).ok;
}

/**
 * Installs Debian packages, where that needs no password: on a terminal after a question, elsewhere at once, each
 * command printed. Answers whether they are installed.
 */
export async function installDebian(names, purpose) {
  if (names.length === 0) return true;
  if (!canInstall()) {
    say(`Missing for ${purpose}: ${names.join(', ')}. Maestro installs them only as root on Debian or Ubuntu.`);
    return false;
  }
  if (hasTerminal() && !(await agrees(`Install ${names.join(', ')} for ${purpose}, from this system's packages?`)))
    return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  if ((await announce('apt-get', ['update', '-q', ...wait], { env })) !== 0) return false;
  const known = names.flatMap((name) => (name in INSTEAD && !isKnown(name) ? INSTEAD[name] : [name]));
  const install = ['install', '-y', '-q', '--no-install-recommends', ...wait, ...known];
  return (await announce('apt-get', install, { env })) === 0;
}

/**
 * Starts a Docker engine when none answers. Answers what came of it: `there` before, `started` with the end of it
 * where it is ours to end, or `absent`.
 */
export async function startEngine() {
  if (dockerAnswers()) return { state: 'there' };
  if (find('dockerd') === undefined || !canInstall()) return { state: 'absent' };
  if (hasTerminal() && !(await agrees('Start the Docker engine?'))) return { state: 'absent' };
  return existsSync('/run/systemd/system') ? startService() : startDaemon();
}

async function startService() {
  await announce('systemctl', ['start', 'docker']);
  const answers = await engineAnswers(() => true);
  return answers
    ? { state: 'started', end: () => announce('systemctl', ['stop', 'docker', 'docker.socket']) }
    : { state: 'absent' };
}

async function startDaemon() {
  const folder = join(homedir(), '.maestro', 'logs');
  mkdirSync(folder, { recursive: true });
  const log = join(folder, 'dockerd.log');
  say(`$ dockerd    (its log: ${log})`);
  const file = openSync(log, 'a');
  const child = spawn(find('dockerd'), [], { detached: true, stdio: ['ignore', file, file] });
  closeSync(file);
  child.unref();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.once('error', () => undefined);
  if (await engineAnswers(() => child.exitCode === null))
    return { state: 'started', end: () => endDaemon(child, ended) };
  say('The Docker engine did not start. The end of its log:');
  console.log(readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n'));
  child.kill('SIGTERM');
  return { state: 'absent' };
}

async function engineAnswers(alive) {
  const deadline = Date.now() + ENGINE_START_SECONDS * 1000;
  while (Date.now() < deadline && alive()) {
    if (dockerAnswers()) return true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return false;
}

async function endDaemon(child, ended) {
  say('Ending the Docker engine that was started for this.');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(late);
}
