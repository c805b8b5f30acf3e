import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './machine.mjs';
import { ask } from './words.mjs';

/** Kept from run to run on purpose: images are made once. */
const KEPT = /^maestro-test-images-/;

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

/** Whether a run left something behind that was not there before, as a check; what it is, is printed. */
export function checkLeftovers(before) {
  const began = Date.now();
  const left = [...thingsHere()].filter((thing) => !before.has(thing));
  if (left.length > 0) console.log(['', 'Left behind by tests:', ...left.map((thing) => `  ${thing}`)].join('\n'));
  return { name: 'nothing left over', ok: left.length === 0, ms: Date.now() - began };
}

function answered([program, ...args]) {
  const { ok, stdout } = ask(program, args);
  return ok ? stdout.split('\n').filter((line) => line !== '') : [];
}
