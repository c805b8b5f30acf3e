import { beforeAll, describe, expect, test } from 'vitest';
import { handCredentials } from '../../electron/engine/gateway/credentials.ts';
import { context } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { openedGateway } from '../support/opened.ts';
import { startWorld } from '../support/world.ts';

const api = { host: 'api.test', header: 'bearer', placeholder: 'held-some', secret: 'secret-of-this-test' } as const;
const UPLOAD_BYTES = 200_000_000;
/** Longer than anything that the gateway waits for. */
const DRIPS = 40;

let opened: Awaited<ReturnType<typeof openedGateway>>;

beforeAll(async () => {
  const image = (await testImages()).gateway;
  const world = await startWorld({ image });
  const policy = { domains: ['ANY ruled.test/*', 'api.test'], lent: ['api.test'] };
  opened = await openedGateway({ image, world, policy });
  await handCredentials(context, opened.id, [api]);
});

describe('an opened host', () => {
  test('is called as gRPC does: HTTP/2 both ways at once, with how it ended behind the body', async () => {
    expect(await opened.ask('grpc', 'ruled.test')).toBe('200 one two 0');
  });

  test('takes a large upload whole', async () => {
    const answer = await opened.ask('upload', 'https://ruled.test/upload', String(UPLOAD_BYTES));

    expect(answer).toBe(`200 POST ruled.test/upload ${UPLOAD_BYTES}`);
    expect((await opened.row({ path: '/upload', status: 200 })).up).toBeGreaterThan(UPLOAD_BYTES);
  });

  test.concurrent.each([
    ['by rules', 'ruled.test', {}],
    ['with a sign-in, so that what comes is searched', 'api.test', { authorization: `Bearer ${api.placeholder}` }],
  ])('%s sends a slow stream to its end', async (_how, host, headers) => {
    const answer = await opened.ask('all', `https://${host}/drip/${DRIPS}`, JSON.stringify(headers));

    expect(answer).toMatch(/^200 whole /);
    expect(answer.match(/drip/g)).toHaveLength(DRIPS);
  });
});
