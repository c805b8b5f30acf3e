import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../electron/contract/errors.ts';
import { runFresh } from '../../electron/engine/project/proofs/fresh.ts';
import { run } from '../../electron/engine/run.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { problemFrom } from '../support/problem.ts';
import { testImages, type TestImages } from '../support/images.ts';
import { git, gitProject, tempFolder, whenDone, writeFiles } from '../support/project.ts';

let images: TestImages;

beforeAll(async () => {
  images = await testImages();
});

/** An image of these Dockerfile lines on another one. It goes with the test. */
async function imageOf(from: string, ...lines: string[]): Promise<string> {
  const tag = `maestro-test/own:${randomUUID()}`;
  const folder = await tempFolder();
  await writeFiles(folder, { Dockerfile: [`FROM ${from}`, 'USER root', ...lines, ''].join('\n') });
  const { code, stderr, stdout } = await run('docker', ['build', '--network', 'none', '--tag', tag, folder]);
  expect(code, `${stdout}${stderr}`).toBe(0);
  whenDone(async () => {
    await run('docker', ['image', 'rm', tag]);
  });
  return tag;
}

function withImage(image: string): Promise<TestEngine> {
  return containerEngine({ containers: { image } });
}

/** How a creation was refused, which left nothing behind. */
async function refusalOf(engine: TestEngine): Promise<Problem> {
  const project = await gitProject();
  const problem = await problemFrom(engine.client.containers.create(newContainer({ project })));
  expect(await thingsOf(engine.user)).toEqual([]);
  return problem;
}

async function doctorSays(engine: TestEngine): Promise<unknown> {
  return (await engine.client.doctor.run()).checks.find(({ id }) => id === 'images');
}

test('an image of the user’s own, without anything of Maestro’s but programs, is what new containers run on', async () => {
  const folders = '/workspace /commandhistory /home/node/.npm /home/node/.cache /home/node/.claude /home/node/.maestro';
  const image = await imageOf(
    images.agent,
    `RUN rm -rf /usr/local/lib/maestro /usr/local/lib/no-utempter.so /etc/gitconfig /etc/maestro ${folders}`,
    'RUN usermod --login dev node',
    'RUN echo mine >/opt/mine && echo "echo my rc" >/home/node/.zshrc',
    'ENV LANG=C.UTF-8 MINE=1',
    'STOPSIGNAL SIGQUIT',
    'ENTRYPOINT ["sleep", "infinity"]',
  );
  const engine = await withImage(image);
  expect(await doctorSays(engine)).toMatchObject({ state: 'ok', found: expect.stringContaining(image) as string });

  const container = await engine.client.containers.create(newContainer({ project: await gitProject() }));

  expect(await inside(container, 'cat /opt/mine ~/.zshrc; echo $MINE $LANG $MAESTRO_CONTAINER; id -un')).toBe(
    'mine\necho my rc\n1 C.UTF-8 true\ndev',
  );
  expect(await inside(container, 'stat -c %U /workspace /commandhistory ~/.npm ~/.cache/uv ~/.claude | sort -u')).toBe(
    'dev',
  );
  await engine.client.containers.restart({ name: container.name, full: false, running: true });
  expect(
    await inside(container, 'cd /workspace && git commit --allow-empty -qm x && git status -s && echo clean'),
  ).toBe('clean');
  expect(await inside(container, 'tmux list-windows -t main -F "#I #W"; ls /usr/local/lib/no-utempter.so')).toBe(
    '0 agent\n1 shell\n/usr/local/lib/no-utempter.so',
  );
  const { agent } = await engine.client.inspection.get({ name: container.name });
  expect(agent.image).toMatch(`${image} (`);
  expect(agent.capabilities).toEqual([]);
  expect(await doctorSays(engine)).toMatchObject({
    found: expect.stringContaining('has what Maestro needs') as string,
  });

  const restarted = await engine.client.containers.restart({ name: container.name, full: true });
  expect(await inside(restarted, 'cat /opt/mine')).toBe('mine');
});

test('an image that lacks what Maestro needs is refused, with all of it in one sentence; that is found once', async () => {
  const engine = await withImage(await imageOf(images.base, 'RUN userdel node 2>/dev/null || true'));

  expect(await refusalOf(engine)).toMatchObject({
    code: 'OWN_IMAGE_UNFIT',
    sentence: expect.stringMatching(/\/bin\/zsh, git 2\.30 or later, tmux 3\.3 or later, jq .*inotify/) as string,
    hints: [expect.stringContaining(`FROM ${images.agent}`), expect.stringContaining('unset containers.image')],
  });
  expect(await doctorSays(engine)).toMatchObject({ state: 'failed', found: expect.stringContaining('tmux') as string });
  const file = join(engine.context.paths.cache, 'own-image.json');
  const known = await readFile(file, 'utf8');
  await writeFiles('/', { [file]: known.replace('tmux 3.3 or later', 'what was remembered') });
  expect(await refusalOf(engine)).toMatchObject({
    sentence: expect.stringContaining('what was remembered') as string,
  });
});

test('an image that is not there is named, and is not pulled', async () => {
  const engine = await withImage('maestro-test/own:nowhere');

  expect(await refusalOf(engine)).toMatchObject({
    code: 'OWN_IMAGE_MISSING',
    sentence:
      'Preparing the image failed. The image maestro-test/own:nowhere of containers.image is not on this engine.',
    hints: [expect.stringContaining('docker pull maestro-test/own:nowhere'), expect.any(String)],
  });
  expect(await doctorSays(engine)).toMatchObject({ state: 'failed' });
});

test('a program that says nonsense is missing, and one that never ends did not answer: both in bounded time', async () => {
  const nonsense = 'printf "#!/bin/sh\\nyes nonsense\\n" >/usr/local/bin/jq';
  const hangs = 'printf "#!/bin/sh\\ntrap : TERM\\nwhile :; do sleep 1; done\\n" >/usr/local/bin/git';
  const engine = await withImage(
    await imageOf(
      images.agent,
      `RUN ${nonsense} && ${hangs} && echo "#!/bin/sh" >/usr/local/bin/tmux`,
      'RUN chmod +x /usr/local/bin/jq /usr/local/bin/git /usr/local/bin/tmux',
    ),
  );

  expect(await refusalOf(engine)).toMatchObject({
    code: 'OWN_IMAGE_UNFIT',
    sentence: expect.stringMatching(/lacks .*tmux 3\.3 or later, jq.*; it did not answer when asked for git/) as string,
  });
  await expect(readFile(join(engine.context.paths.cache, 'own-image.json'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a shell that prints without end is ended', async () => {
  const engine = await withImage(
    await imageOf(
      images.agent,
      'RUN printf "#!/bin/bash\\nwhile :; do echo - x; done\\n" >/tmp/sh',
      'RUN chmod +x /tmp/sh',
      'RUN mv /tmp/sh /bin/sh',
    ),
  );

  expect(await refusalOf(engine)).toMatchObject({ code: 'OWN_IMAGE_UNFIT' });
});

test('a check runs on the image of the user’s own as well, with a commit and nothing else', async () => {
  const image = await imageOf(
    images.agent,
    'RUN rm -rf /usr/local/lib/maestro /etc/maestro /workspace && echo mine >/opt/mine',
    'ENTRYPOINT ["false"]',
  );
  const { context } = await withImage(image);
  const project = await gitProject();
  const commit = (await git(project, 'rev-parse', 'HEAD')).trim();
  await writeFiles(project, { 'left.txt': 'not committed' });

  const { output, exitCode } = await runFresh(context, {
    ...{ project, commit, branch: null, signal: context.closing },
    check: { command: 'cat /opt/mine; ls -A; git rev-parse HEAD; git rev-list --count HEAD; git status --porcelain' },
  });

  expect(exitCode, output.text()).toBe(0);
  const lines = output.text().trimEnd().split('\n');
  expect(lines.slice(-2)).toEqual([commit, '1']);
  expect(lines).toContain('mine');
  expect(lines).not.toContain('left.txt');
});
