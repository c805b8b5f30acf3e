import { chmod, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Notice } from '../../electron/contract/notices.ts';
import { setConfig } from '../../electron/engine/config/config.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { maestro } from '../support/maestro.ts';
import type { TestEngine } from '../support/docker.ts';
import { gitProject, tempFolder, whenDone, writeFiles } from '../support/project.ts';
import { until } from '../support/until.ts';

const RINGS = ['bash', '-c', 'read -r; printf "\\a"; sleep infinity'];

/** A program in place of the desktop’s, which writes down what it was told. */
async function desktop(): Promise<{ readonly path: string; readonly shown: () => Promise<string[]> }> {
  const folder = await tempFolder('desktop');
  const log = join(folder, 'shown');
  await writeFiles(folder, {
    'notify-send': `#!/bin/bash\nprintf '%s|' "$@" >> '${log}'; echo >> '${log}'\n`,
    shown: '',
  });
  await chmod(join(folder, 'notify-send'), 0o755);
  const shown = async (): Promise<string[]> => (await readFile(log, 'utf8')).split('\n').filter(Boolean);
  return { path: `${folder}:${process.env['PATH'] ?? ''}`, shown };
}

/** An address that keeps what is posted to it. */
async function address(): Promise<{ readonly url: string; readonly posted: Notice[] }> {
  const posted: Notice[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      posted.push(JSON.parse(body) as Notice);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => new Promise((resolve) => server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`, posted };
}

/** A container whose agent rings at Enter, and that as a function. */
async function ringing(engine: TestEngine) {
  const made = await engine.client.containers.create(
    newContainer({ project: await gitProject(), branch: 'feat/ring', command: RINGS }),
  );
  return { name: made.shortName, ring: () => inside(made, 'tmux send-keys -t main:agent Enter') };
}

async function daemonOf(engine: TestEngine, PATH: string) {
  const env = { HOME: engine.user.home, PATH };
  const daemon = (...args: string[]) => maestro(['daemon', ...args], { env });
  whenDone(async () => {
    await daemon('stop');
  });
  await daemon('start');
  return daemon;
}

test('each agent that rings calls its user once, on the desktop and by webhook, also over a new daemon', async () => {
  const engine = await containerEngine();
  const [first, second] = [await ringing(engine), await ringing(engine)];
  const [{ path, shown }, { url, posted }] = await Promise.all([desktop(), address()]);
  const notifications = ['daemon', 'notifications'];
  await setConfig(engine.context, [...notifications, 'attention_threshold'], '0s');
  await setConfig(engine.context, [...notifications, 'webhook'], url);
  const daemon = await daemonOf(engine, path);

  await first.ring();
  await until('the first call', () => posted.length > 0);
  expect(posted).toMatchObject([{ title: `${first.name} needs you`, kinds: ['attention_needed'] }]);
  await until('the desktop to show it', async () => (await shown()).length > 0);

  await daemon('stop');
  await daemon('start');
  const status = JSON.parse((await daemon('status', '--json')).stdout) as unknown;
  expect(status).toMatchObject({ running: true, notifications: { webhook: url, attentionThresholdMs: 0 } });

  await second.ring();
  await until('the second call', () => posted.length > 1);
  expect(posted.map(({ title }) => title)).toEqual([first, second].map(({ name }) => `${name} needs you`));
  await until('the desktop to show both', async () => (await shown()).length > 1);
  expect(await shown()).toEqual(
    [first, second].map(({ name }) => expect.stringContaining(`--|${name} needs you|`) as string),
  );
});

test('a desktop that shows nothing is no end of calling: the log says why', async () => {
  const engine = await containerEngine();
  const { ring } = await ringing(engine);
  const folder = await tempFolder('broken-desktop');
  await writeFiles(folder, { 'notify-send': '#!/bin/bash\necho no display >&2; exit 1\n' });
  await chmod(join(folder, 'notify-send'), 0o755);
  await setConfig(engine.context, ['daemon', 'notifications', 'attention_threshold'], '0s');
  const daemon = await daemonOf(engine, `${folder}:${process.env['PATH'] ?? ''}`);

  await ring();
  await until('the log to say it', async () => /notify-send showed nothing/.test((await daemon('logs')).stdout));
});
