import { expect, test } from 'vitest';
import { inTurns, median, report } from '../support/bench.ts';
import { execute } from '../support/execute.ts';
import { testImages } from '../support/images.ts';
import { openedGateway } from '../support/opened.ts';
import { startWorld } from '../support/world.ts';

const ROUNDS = 5;
const MEGABYTES = 200;

test('a download through a gateway, passed on by its name and opened, against the same without one', async () => {
  const { gateway: image } = await testImages();
  const world = await startWorld({ image });
  const domains = ['passed.test', 'GET opened.test/*'];
  const { agent } = await openedGateway({ image, world, policy: { domains } });
  const get =
    (where: string, host: string, address = '') =>
    async (): Promise<void> => {
      const script = `const { get } = require('node:https');
      get({ host: '${address === '' ? host : address}', servername: '${host}', path: '/slow/${MEGABYTES * 1_000_000}',
        headers: { host: '${host}' }, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] },
        (answer) => answer.resume().on('end', () => console.log(answer.statusCode)));`;
      const { output } = await execute(where, ['node', '--eval', script]);
      if (output !== '200') throw new Error(`The download failed: ${output}`);
    };

  const times = await inTurns(ROUNDS, {
    direct: get(world.twin, 'direct.test', world.address),
    passed: get(agent, 'passed.test'),
    opened: get(agent, 'opened.test'),
  });

  const rate = (ms: readonly number[]): number => (MEGABYTES * 1000) / median(ms);
  const baseline = { unit: 'MB/s', baseline: rate(times.direct), baselineIs: 'without a gateway' } as const;
  const passed = report({
    ...baseline,
    what: 'download, passed on',
    measured: rate(times.passed),
    budget: { atLeast: 0.7 },
  });
  const opened = report({
    ...baseline,
    what: 'download, opened',
    measured: rate(times.opened),
    budget: { atLeast: 0.5 },
  });
  expect({ passed, opened }).toEqual({ passed: true, opened: true });
});
