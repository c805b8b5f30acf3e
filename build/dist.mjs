// Makes the packages of the desktop app. Words are electron-builder's own, `--dir` or `--linux deb`, but for --no-fetch.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, installPackages } from './install.mjs';
import { electronProgram, ROOT, whyElectronCannotBeFetched } from './machine.mjs';
import { announce, say, show } from './words.mjs';

const FETCH_SECONDS = 180;
const PACK_SECONDS = 30 * 60;

/** How Electron's switches begin in its program, and as many of them as there are: `electronFuses` sets them. */
const SWITCHES = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009${'1'.repeat(9)}`;

/** The word by which nothing is fetched. */
const NO_FETCH = '--no-fetch';
/** The word that names another folder for the packages. */
const OUTPUT = '-c.directories.output=';

process.chdir(ROOT);
const words = process.argv.slice(2).filter((word) => word !== NO_FETCH);
if (!(await installPackages()) || !(await build())) process.exit(1);
process.exitCode = await pack();

/** Makes packages of all kinds, or what `--dir` wants. Answers the exit status. */
async function pack() {
  const reason = await whyNoRuntime();
  if (reason === undefined) return packWith([]);
  say(reason);
  if (!words.includes('--dir')) {
    say('Packages are made of it, so there are none. npm run dist -- --dir shows what would be in them.');
    return 1;
  }
  if (process.platform !== 'linux') {
    say('What would be in them is shown on Linux only.');
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'maestro-no-electron-'));
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\necho "Electron was not packed." >&2\nexit 1\n${SWITCHES}`, {
    mode: 0o755,
  });
  const code = await packWith([`-c.electronDist=${folder}`]);
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0) return code;
  const output = words.find((word) => word.startsWith(OUTPUT))?.slice(OUTPUT.length) ?? 'dist/packages';
  const packed = join(resolve(ROOT, output), 'linux-unpacked');
  const cli = spawnSync(join(packed, 'resources/bin/maestro'), ['--version'], { encoding: 'utf8' });
  if (cli.status !== 0) {
    say(`Its command line does not run: ${cli.stderr.trim()}`);
    return 1;
  }
  say(`Packed in ${packed}: all but Electron’s own program. Its command line runs: ${cli.stdout.trim()}.`);
  return 0;
}

function packWith(more) {
  const builder = join(ROOT, 'node_modules/electron-builder/cli.js');
  const args = [builder, '--config', 'build/electron-builder.yml', '--publish', 'never', ...words, ...more];
  return show(process.execPath, args, { seconds: PACK_SECONDS, env: {} });
}

/** Why Electron's runtime cannot be had on this machine; undefined when it is there. */
async function whyNoRuntime() {
  if (electronProgram() !== undefined) return undefined;
  const reason = whyElectronCannotBeFetched(process.versions.node);
  if (reason !== undefined) return reason;
  if (process.argv.includes(NO_FETCH)) return 'Electron’s runtime is not here.';
  say('Fetching Electron’s runtime …');
  await announce(process.execPath, [join(ROOT, 'node_modules/electron/install.js')], { seconds: FETCH_SECONDS });
  return electronProgram() === undefined ? 'Electron’s runtime cannot be fetched here.' : undefined;
}
