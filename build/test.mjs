import { runChecks } from './checks.mjs';
import { build, installPackages } from './install.mjs';
import { checkLeftovers, thingsHere } from './leftovers.mjs';
import { ROOT, whenOrphaned } from './machine.mjs';
import { NODES, nodeSuites } from './nodes.mjs';
import { installDebian, missingForTests, startEngine } from './provision.mjs';
import { runAllOnNode, runOnNode, runSuites } from './run-suites.mjs';
import { SUITES } from './suites.mjs';
import { summaryOf } from './summary.mjs';
import { endRunning, isEnding, say } from './words.mjs';

const words = process.argv.slice(2);
const setUp = !words.includes('--no-setup');
/** Suites named on the command line; none means all. */
const named = words.filter((word) => !word.startsWith('-'));
/**
 * `--node=24` runs suites on that Node alone, `--node=all` on each that Maestro promises to run on. A whole run of CI
 * ends with the quick suites on them (`nodeSuites`); at home that would be minutes more for what seldom differs.
 */
const asked = words.filter((word) => word.startsWith('--node=')).map((word) => word.slice('--node='.length));
const wholeCi = named.length === 0 && (process.env.CI ?? '') !== '';
const nodes = asked.includes('all') || (asked.length === 0 && wholeCi) ? NODES : asked;
const started = Date.now();
const checks = [];
const runs = [];
let endEngine = async () => undefined;

process.chdir(ROOT);
// Who ended this run may have closed its output too.
process.stdout.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
whenOrphaned(stop);
const ready = await prepare();
const before = thingsHere();
if (ready) for (const step of steps()) if (!isEnding()) await step();
// At home, something that is new may well be its user's.
if (ready && wholeCi && !isEnding()) checks.push(await checkLeftovers(before));
await endEngine();
process.exitCode = finish();

async function prepare() {
  if (setUp) await installDebian(missingForTests(), 'the tests');
  if (isEnding() || !(await installPackages()) || !(await build())) return false;
  if (setUp && !isEnding()) await provideEngine();
  return true;
}

async function provideEngine() {
  const engine = await startEngine();
  if (engine.state === 'started') endEngine = engine.end;
}

/** What is run, in order. */
function steps() {
  const keep = async (found) => runs.push(...[await found].flat());
  const check = async () => checks.push(...(await runChecks()));
  const others = async () => {
    for (const node of nodes) if (!isEnding()) await keep(onNode(node));
  };
  if (asked.length > 0) return [check, others];
  if (!wholeCi) return [check, () => keep(runSuites(named))];
  const [alone, beside] = here();
  return [
    check,
    () => keep(runSuites(alone)),
    () => Promise.all([keep(runSuites(beside, { label: 'page' })), others()]),
  ];
}

/**
 * What a whole run of CI runs on this Node, but not what another Node of the same line is about to run: the suites that
 * have the machine for themselves, and those that run beside the other Nodes.
 */
function here() {
  const twin = nodes.find((node) => process.versions.node.startsWith(`${node.split('.')[0]}.`));
  const covered = twin === undefined ? [] : nodeSuites(twin);
  const suites = SUITES.filter(({ name }) => !covered.includes(name));
  const those = (page) => suites.filter((suite) => suite.page === page).map(({ name }) => name);
  return [those(undefined), those(true)];
}

/** The suites that were named, else the quick ones with a smoke of the command line. */
function onNode(version) {
  return named.length > 0 ? runAllOnNode(version, named) : runOnNode(version);
}

/** Ends what runs: the run then comes to its summary by itself. Told again, it ends at once. */
function stop() {
  if (isEnding()) process.exit(130);
  endRunning();
}

/** Prints what came of every check and suite; the counts are the last line. Answers the exit status. */
function finish() {
  if (!ready && !isEnding()) {
    say('The packages or the build failed: no test ran.');
    console.log('0 passed, 1 failed, 0 skipped');
    return 1;
  }
  const { lines, status } = summaryOf({ checks, runs, interrupted: isEnding(), ms: Date.now() - started });
  console.log(lines.join('\n'));
  return status;
}
