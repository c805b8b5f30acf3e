import { expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import { type Desktop, HAS_ELECTRON, launchDesktop } from '../support/desktop.ts';
import type { TestEngine } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { gitProject } from '../support/project.ts';
import { until } from '../support/until.ts';

/** What is asked, shown and pressed here Electron keeps to itself. */
const standInOnly = test.skipIf(HAS_ELECTRON);

interface Scene {
  readonly engine: TestEngine;
  readonly container: Container;
  readonly desktop: Desktop;
}

/** The app of a user with one running container. */
async function appWithContainer(): Promise<Scene> {
  const engine = await containerEngine({ daemon: { notifications: { attention_threshold: '0s' } } });
  const project = await gitProject();
  const container = await engine.client.containers.create(newContainer({ project }));
  const host = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  const desktop = await launchDesktop({ home: engine.user.home, env: { DOCKER_HOST: host } });
  await desktop.page.getByText(container.shortName).first().waitFor();
  return { engine, container, desktop };
}

/** Lets the agent’s hook tell something, as the agent itself would. */
async function hook({ dockerId }: Container, event: object): Promise<void> {
  const told = `cat <<'END' | /usr/local/lib/maestro/hook claude\n${JSON.stringify(event)}\nEND`;
  await execute(dockerId, ['bash', '-c', told], { user: 'node' });
}

const ASK = {
  hook_event_name: 'PreToolUse',
  tool_name: 'AskUserQuestion',
  tool_input: { questions: [{ question: 'PKCE or implicit?', options: [{ label: 'PKCE' }, { label: 'Implicit' }] }] },
};

standInOnly('who asks is called for with answers, and the call goes when it was answered elsewhere', async () => {
  const { container, desktop } = await appWithContainer();
  const { evaluate, page } = desktop;
  await hook(container, ASK);
  const shown = (): Promise<{ actions: string[]; hasReply: boolean }[]> =>
    evaluate(({ Notification }) =>
      [...Notification.all].map(({ options }) => ({
        actions: (options.actions ?? []).map(({ text }) => text ?? ''),
        hasReply: options.hasReply === true,
      })),
    );
  await until('a notice', async () => (await shown()).length === 1);
  expect(await shown()).toEqual([{ actions: ['PKCE', 'Implicit'], hasReply: true }]);
  const badge = () => evaluate(({ app, Tray }) => [app.badge, ...[...Tray.all].map(({ toolTip }) => toolTip)].join());
  await until('its count', async () => (await badge()) === '1,Maestro: 1 waiting for you');

  await evaluate(({ Notification }) => [...Notification.all].forEach((one) => one.emit('click')));
  await page.waitForURL((url) => url.hash === `#/container/${container.name}/agent`);
  await hook(container, { hook_event_name: 'PostToolUse', tool_name: 'AskUserQuestion' });
  await until('no notice', async () => (await shown()).length === 0);
  await until('no dot', async () => (await badge()).startsWith('0,'));
});

test('a container is opened in a window of its own by its key', async () => {
  const { container, desktop } = await appWithContainer();
  const { evaluate, page } = desktop;
  await page.getByText(container.shortName).first().click();
  await page.keyboard.press('Shift+Enter');
  const address = `app://maestro/#/container/${container.name}/agent`;
  await until('a second window', async () => {
    const shown = await evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()),
    );
    return shown.length === 2 && shown.includes(address);
  });
});

standInOnly('an answer that cannot arrive is said, and a click leads to who asked', async () => {
  const { engine, container, desktop } = await appWithContainer();
  const { evaluate } = desktop;
  await hook(container, ASK);
  const titles = () => evaluate(({ Notification }) => [...Notification.all].map(({ options }) => options.title ?? ''));
  await until('a notice', async () => (await titles()).length === 1);
  // A person may have begun to type before the call was taken back.
  await evaluate(({ Notification }) => {
    const [kept] = Notification.all;
    Object.assign(globalThis, { reply: () => kept?.emit('reply', {}, 'PKCE') });
  });
  await engine.client.containers.stop({ name: container.name });
  await evaluate(() => (globalThis as unknown as { reply: () => boolean }).reply());
  await until('the words', async () => (await titles()).includes('Your answer did not arrive'));
});

standInOnly('quitting says what keeps running, leaves it at that, and stops it where its user wishes', async () => {
  const { engine, container, desktop } = await appWithContainer();
  const { evaluate, ended } = desktop;
  const quit = (answer: number) =>
    evaluate(({ app, dialog }, index) => {
      dialog.answers.set('1 container keeps running.', index);
      app.quit();
    }, answer);
  const asked = () => evaluate(({ dialog }) => dialog.asked.length);

  await quit(2);
  await until('the question', async () => (await asked()) === 1);
  expect(await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

  await quit(1);
  expect(await ended).toBe(0);
  const { State } = await engine.context.docker.inspect(container.dockerId);
  expect(State.Running).toBe(false);
});
