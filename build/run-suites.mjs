import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { chromium, ROOT } from './machine.mjs';
import { nodeSuites, provideNode, SMOKE } from './nodes.mjs';
import { SUITES } from './suites.mjs';
import { say, show } from './words.mjs';

/** Well below the 90 minutes that a whole run may take, so that there is always a summary. */
const TESTS_SECONDS = 70 * 60;
const NODE_SECONDS = 15 * 60;
const NOTHING = { suites: {}, errors: 0, underWay: [] };

/**
 * Runs suites, those that can run here, on this Node or another one (`node`: its version and program). `label` tells
 * its results from those of another run at the same time.
 */
export async function runSuites(names, { node, label, seconds = TESTS_SECONDS } = {}) {
  const wanted = SUITES.filter(({ name }) => names.length === 0 || names.includes(name));
  const suites = wanted.map(({ name, missing }) => ({ name, reason: missing?.() }));
  const projects = suites.filter(({ reason }) => reason === undefined).flatMap(({ name }) => ['--project', name]);
  if (projects.length === 0) return { code: 0, suites, found: NOTHING, node: node?.version };
  return { suites, node: node?.version, ...(await vitest(projects, { node, label, seconds })) };
}

/** The quick suites and a smoke of the CLI, on another Node. */
export async function runOnNode(version) {
  const node = await nodeOr(version);
  if (node.skipped) return [node.skipped];
  const quick = await runSuites(nodeSuites(version), { node, seconds: NODE_SECONDS });
  const smoke = await vitest(['--project', 'cli', SMOKE], { node, seconds: NODE_SECONDS });
  const found = { ...smoke.found, suites: { 'CLI smoke': smoke.found.suites.cli } };
  return [quick, { suites: [{ name: 'CLI smoke' }], node: version, ...smoke, found }];
}

/** The named suites, none means all, on another Node. */
export async function runAllOnNode(version, names) {
  const node = await nodeOr(version);
  return node.skipped ?? runSuites(names, { node });
}

async function nodeOr(version) {
  say(`Node ${version} …`);
  const { program, reason } = await provideNode(version);
  if (program !== undefined) return { version, program };
  const suites = [{ name: 'suites', reason: `Node ${version} could not be had (${reason})` }];
  return { skipped: { code: 0, suites, found: NOTHING, node: version } };
}

async function vitest(args, { node, label = node && `node-${node.version}`, seconds }) {
  const file = join(ROOT, 'test-results', label === undefined ? 'summary.json' : `summary-${label}.json`);
  rmSync(file, { force: true });
  const program = node?.program ?? process.execPath;
  const runner = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const env = { MAESTRO_TEST_SUMMARY: file, ...browser(), ...(node === undefined ? {} : onPath(program)) };
  const code = await show(program, [runner, 'run', '--config', 'build/vitest.config.ts', ...args], { seconds, env });
  const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : NOTHING;
  return { code, found };
}

/** What a test starts as `node` is the Node under test too. Its tests report briefly: the whole story was told before. */
function onPath(program) {
  return { PATH: `${dirname(program)}${delimiter}${process.env.PATH ?? ''}`, MAESTRO_TEST_BRIEF: '1' };
}

/** The tests of the page use the browser that was found. */
function browser() {
  const path = chromium();
  return path === undefined ? {} : { CHROMIUM: path };
}
