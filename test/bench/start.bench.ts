import { expect, test } from 'vitest';
import { inTurns, median, report, runSync } from '../support/bench.ts';
import { MAESTRO } from '../support/maestro.ts';

const ROUNDS = 15;

test('cold start: maestro --version against node -e 0', async () => {
  const times = await inTurns(ROUNDS, {
    node: () => runSync(process.execPath, ['-e', '0']),
    version: () => runSync(process.execPath, [MAESTRO, '--version']),
    help: () => runSync(process.execPath, [MAESTRO, 'help']),
  });
  const baseline = { unit: 'ms', baseline: median(times.node), baselineIs: 'node -e 0' } as const;

  const version = report({
    ...baseline,
    what: 'maestro --version',
    measured: median(times.version),
    budget: { atMost: 2.4 },
  });
  const help = report({ ...baseline, what: 'maestro help', measured: median(times.help), budget: { atMost: 2.4 } });
  expect({ version, help }).toEqual({ version: true, help: true });
});

test('memory of maestro --version', () => {
  const script =
    'process.on("exit", () => console.log("KB", process.resourceUsage().maxRSS)); process.argv[2] = "--version";';
  const printed = runSync(process.execPath, ['--import', `data:text/javascript,${script}`, MAESTRO, '--version']);
  const measured = Number(/KB (\d+)/.exec(printed)?.[1]) / 1024;

  expect(
    report({
      what: 'memory of maestro --version',
      unit: 'MiB',
      measured,
      baseline: null,
      baselineIs: '',
      budget: { atMost: 60 },
    }),
  ).toBe(true);
});
