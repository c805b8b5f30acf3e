import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { ROOT } from './machine.mjs';
import { ask } from './words.mjs';

/** Kept from run to run on purpose: images are made once. */
const KEPT = /^maestro-test-images-/;

/** Nobody waits long for what is no fault. */
const FOLDER_SECONDS = 5;

const LISTS = {
  container: ['docker', 'ps', '--all', '--format', '{{.Names}}'],
  network: ['docker', 'network', 'ls', '--format', '{{.Name}}'],
  volume: ['docker', 'volume', 'ls', '--format', '{{.Name}}'],
};

/**
 * What there is on this machine that a run of the tests could leave behind, each as a kind and a name: things of Docker,
 * temporary folders, and processes of what was built.
 */
export function thingsHere() {
  const docker = Object.entries(LISTS).flatMap(([kind, words]) => answered(words).map((name) => `${kind} ${name}`));
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith('maestro-') && !KEPT.test(name));
  const folders = names.map((name) => `folder ${join(tmpdir(), name)}`);
  const programs = answered(['ps', '-eo', 'pid=,args=']).filter((line) => line.includes(join(ROOT, 'dist')));
  return new Set([...docker, ...folders, ...programs.map((line) => `process ${line.trim()}`)]);
}

/**
 * Whether a run left something behind that was not there before, as a check; what it is, is printed. What is about to go
 * by itself has `seconds` for that.
 */
export async function checkLeftovers(before, { seconds = 60 } = {}) {
  const began = Date.now();
  const look = () => [...thingsHere()].filter((thing) => !before.has(thing));
  let left = look();
  const isOver = () => Date.now() - began >= (left.some(isFault) ? seconds : Math.min(seconds, FOLDER_SECONDS)) * 1000;
  while (left.length > 0 && !isOver()) {
    await delay(1000);
    left = look();
  }
  if (left.length > 0) console.log(['', 'Left behind by tests:', ...left.map((thing) => `  ${thing}`)].join('\n'));
  return { name: 'nothing left over', ok: !left.some(isFault), ms: Date.now() - began };
}

/** A folder is written again by what ends a moment after its test: it is named, and is no fault of the run. */
function isFault(thing) {
  return !thing.startsWith('folder ');
}

function answered([program, ...args]) {
  const { ok, stdout } = ask(program, args);
  return ok ? stdout.split('\n').filter((line) => line !== '') : [];
}
