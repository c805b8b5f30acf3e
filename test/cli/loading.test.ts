import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { maestro, NO_ENGINE } from '../support/maestro.ts';
import { tempFolder } from '../support/project.ts';

const PRELOAD = resolve(import.meta.dirname, '../support/loaded.mjs');

/** The source files whose code this command loads. */
async function sourcesOf(args: readonly string[]): Promise<string[]> {
  const file = join(await tempFolder(), 'loaded');
  await maestro(args, { env: { ...NO_ENGINE, LOADED: file, NODE_OPTIONS: `--import=${PRELOAD}` } });
  const addresses = (await readFile(file, 'utf8')).split('\n').filter((line) => line.includes('/dist/cli/'));
  const texts = await Promise.all(addresses.map((address) => readFile(fileURLToPath(address), 'utf8')));
  return texts.flatMap((text) =>
    [...text.matchAll(/^\s*\/\/ (\S+\.(?:[mc]?[jt]sx?|json))$/gm)].map((found) => found[1] ?? ''),
  );
}

test('maestro --version loads its entry and the version alone', async () => {
  expect((await sourcesOf(['--version'])).sort()).toEqual(['electron/cli/main.ts', 'electron/contract/version.ts']);
});

test.each([[['help']], [['help', 'new']], [['completion', 'bash']], [['__complete', '--', 'li']], [['nonsense']]])(
  'maestro %s loads neither a package nor the engine',
  async (args) => {
    const sources = await sourcesOf(args);

    expect(sources).toContain('electron/cli/table/commands.ts');
    expect(sources.filter((source) => /node_modules|electron\/engine/.test(source))).toEqual([]);
  },
);

test('maestro list loads neither terminals nor the page’s server', async () => {
  const sources = await sourcesOf(['list']);

  expect(sources.some((source) => source.includes('docker-modem'))).toBe(true);
  expect(sources.filter((source) => /node-pty|node_modules\/ws|electron\/host/.test(source))).toEqual([]);
});

test.each([[['status']], [['mission-control', '--json']], [['mission-control', '--preview', 'all']]])(
  'maestro %s loads nothing that takes over a terminal',
  async (args) => {
    const sources = await sourcesOf(args);

    expect(sources).toContain('electron/cli/project.ts');
    expect(sources.filter((source) => /missionControl\/(?!drawing\/|screens\.ts)/.test(source))).toEqual([]);
  },
);

test('nothing of BuildKit sessions or SSH is in the build', async () => {
  const sources = await sourcesOf(['list']);

  expect(sources.filter((source) => /grpc|protobufjs|ssh2/.test(source))).toEqual([]);
});
