import { runChecks } from './checks.mjs';
import { build, installPackages } from './install.mjs';
import { ROOT, whenOrphaned } from './machine.mjs';
import { NODES } from './nodes.mjs';
import { installDebian, missingForTests, startEngine } from './provision.mjs';
import { runAllOnNode, runOnNode, runSuites } from './run-suites.mjs';
import { summaryOf } from './summary.mjs';
import { endRunning, say } from './words.mjs';

const words = process.argv.slice(2);
const setUp = !words.includes('--no-setup');
/** Suites named on the command line; none means all. */
const named = words.filter((word) => !word.startsWith('-'));
/** `--node=24` runs suites on that Node alone, `--node=all` on each that Maestro promises to run on. */
const asked = words.filter((word) => word.startsWith('--node=')).map((word) => word.slice('--node='.length));
const nodes = asked.includes('all') ? NODES : asked;
const started = Date.now();
const checks = [];
const runs = [];
let interrupted = false;
let endEngine = async () => undefined;

process.chdir(ROOT);
// Who ended this run may have closed its output too.
process.stdout.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
whenOrphaned(stop);
const ready = await prepare();
if (ready) for (const step of steps()) if (!interrupted) await step();
await endEngine();
process.exitCode = finish();

async function prepare() {
  if (setUp) await installDebian(missingForTests(), 'the tests');
  if (interrupted || !(await installPackages()) || !(await build())) return false;
  if (setUp && !interrupted) await provideEngine();
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
  if (nodes.length > 0) return [check, ...nodes.map((node) => () => keep(onNode(node)))];
  return [check, () => keep(runSuites(named))];
}

/** On demand alone: the suites that were named, else the quick ones with a smoke of the command line. */
function onNode(version) {
  return named.length > 0 ? runAllOnNode(version, named) : runOnNode(version);
}

/** Ends what runs: the run then comes to its summary by itself. Told again, it ends at once. */
function stop() {
  if (interrupted) process.exit(130);
  interrupted = true;
  endRunning();
}

/** Prints what came of every check and suite; the counts are the last line. Answers the exit status. */
function finish() {
  if (!ready && !interrupted) {
    say('The packages or the build failed: no test ran.');
    console.log('0 passed, 1 failed, 0 skipped');
    return 1;
  }
  const { lines, status } = summaryOf({ checks, runs, interrupted, ms: Date.now() - started });
  console.log(lines.join('\n'));
  return status;
}
