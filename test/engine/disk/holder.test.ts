import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { isAlive, thisProcess } from '../../../electron/engine/disk/holder.ts';
import { whenDone } from '../../support/project.ts';
import { until } from '../../support/until.ts';

test('a process lives under the start that it has, and under no other', () => {
  expect(isAlive(thisProcess())).toBe(true);
  expect(isAlive({ ...thisProcess(), started: '1' })).toBe(false);
  expect(isAlive({ ...thisProcess(), host: 'another machine' })).toBeUndefined();
});

test.runIf(process.platform === 'linux')(
  'a process that has ended lives no longer, though its parent does not bury it',
  async () => {
    // The shell becomes a program that waits for no child.
    const parent = spawn('bash', ['-c', 'sleep 600 & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    whenDone(() => {
      parent.kill('SIGKILL');
      return Promise.resolve();
    });
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (text) => resolve(Number(text))));
    const stat = (): Promise<string[]> =>
      readFile(`/proc/${pid}/stat`, 'utf8').then((text) => text.slice(text.lastIndexOf(')') + 2).split(' '));
    await until('the shell to have become it', async () =>
      (await readFile(`/proc/${parent.pid}/comm`, 'utf8')).startsWith('sleep'),
    );
    const started = (await stat())[19] ?? '';
    process.kill(pid, 'SIGKILL');
    await until('its end', async () => (await stat())[0] === 'Z');
    expect(isAlive({ pid, host: hostname(), started })).toBe(false);
  },
);
