import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './machine.mjs';
import { announce, ask } from './words.mjs';

/** The Nodes that Maestro promises to run on: its floor, and those that people have. */
export const NODES = ['20.19', '22', '24', '26'];

/** What needs no built program runs on these in every whole run, beside a smoke of the CLI. */
const NODE_SUITES = ['rules', 'engine', 'transport'];
/** The longer ones of these run on the oldest and the newest alone: what differs between Nodes differs there. */
const AT_THE_ENDS = ['rules', 'engine'];
export const SMOKE = 'test/cli/smoke.test.ts';

/** The quick suites that a whole run runs on this Node. */
export function nodeSuites(version) {
  const isAtAnEnd = version === NODES[0] || version === NODES.at(-1);
  return NODE_SUITES.filter((suite) => isAtAnEnd || !AT_THE_ENDS.includes(suite));
}

const FETCH_SECONDS = 600;

/**
 * A Node of this version, from npm's packages of Node's own programs, kept between runs. Answers its program, or the
 * reason why it could not be had.
 */
export async function provideNode(version) {
  const folder = join(ROOT, 'node_modules/.cache/maestro/nodes', version);
  const platform = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const program = join(folder, 'node_modules', platform, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (answersAs(program, version)) return { program };

  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const how = ['--prefix', folder, '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
  const code = await announce('npm', ['install', ...how, `${platform}@${version}`], { seconds: FETCH_SECONDS });
  if (code === 124) return { reason: `npm did not fetch it within ${FETCH_SECONDS} s` };
  if (code !== 0) return { reason: `npm install ended with ${code}; what it said is above` };
  return answersAs(program, version) ? { program } : { reason: `${program} does not run here` };
}

function answersAs(program, version) {
  return existsSync(program) && ask(program, ['-v']).stdout.startsWith(`v${version}.`);
}
