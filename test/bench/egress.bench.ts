import { expect, test } from 'vitest';
import { inTurns, median, report } from '../support/bench.ts';
import { handCredentials } from '../../electron/engine/gateway/credentials.ts';
import { execute } from '../support/execute.ts';
import { context } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { openedGateway } from '../support/opened.ts';
import { startWorld } from '../support/world.ts';

const ROUNDS = 5;
const MEGABYTES = 200;
const HELD = { host: 'held.test', header: 'bearer', placeholder: 'held-some', secret: 'secret-of-this-bench' } as const;

test('a download through a gateway, passed on by its name, opened, and searched for a sign-in, against the same without one', async () => {
  const { gateway: image } = await testImages();
  const world = await startWorld({ image });
  const policy = { domains: ['passed.test', 'GET opened.test/*', HELD.host], lent: [HELD.host] };
  const { agent, id } = await openedGateway({ image, world, policy });
  await handCredentials(context, id, [HELD]);
  const get =
    (where: string, host: string, address = '') =>
    async (): Promise<void> => {
      const script = `const { get } = require('node:https');
      get({ host: '${address === '' ? host : address}', servername: '${host}', path: '/slow/${MEGABYTES * 1_000_000}',
        headers: { host: '${host}', authorization: 'Bearer ${HELD.placeholder}' }, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] },
        (answer) => answer.resume().on('end', () => console.log(answer.statusCode)));`;
      const { output } = await execute(where, ['node', '--eval', script]);
      if (output !== '200') throw new Error(`The download failed: ${output}`);
    };

  const times = await inTurns(ROUNDS, {
    direct: get(world.twin, 'direct.test', world.address),
    passed: get(agent, 'passed.test'),
    opened: get(agent, 'opened.test'),
    searched: get(agent, HELD.host),
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
  const searched = report({
    ...baseline,
    what: 'download, searched for a sign-in',
    measured: rate(times.searched),
    budget: { atLeast: 0.5 },
  });
  expect({ passed, opened, searched }).toEqual({ passed: true, opened: true, searched: true });
});
