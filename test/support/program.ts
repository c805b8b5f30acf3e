import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { whenDone } from './project.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A program of our own modules that several real processes can run. */
export interface Program {
  /** Starts it; `SIGKILL` what it answers, or wait for its end. */
  start(...args: string[]): ChildProcess;
  /** Runs it to its end and answers what it printed; fails when it fails. */
  run(...args: string[]): Promise<string>;
}

/** Builds a program from source whose imports are relative to `electron/`: `import { withLock } from './engine/disk/lock.ts'`. */
export async function program(source: string): Promise<Program> {
  const cache = join(ROOT, 'node_modules', '.cache', 'maestro-test');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'program-'));
  whenDone(() => rm(folder, { recursive: true, force: true }));
  const entry = join(folder, 'entry.ts');
  await writeFile(entry, source.replaceAll(/from '\.\//g, `from '${ROOT}/electron/`));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'silent',
    build: { ssr: entry, outDir: join(folder, 'out'), rolldownOptions: { output: { entryFileNames: 'program.mjs' } } },
  });
  return programAt(join(folder, 'out', 'program.mjs'));
}

function programAt(file: string): Program {
  const start = (...args: string[]): ChildProcess => spawn(process.execPath, [file, ...args], { cwd: ROOT });
  return {
    start,
    run: async (...args) => {
      const child = start(...args);
      let output = '';
      let errors = '';
      child.stdout?.on('data', (text) => (output += String(text)));
      child.stderr?.on('data', (text) => (errors += String(text)));
      const [code] = (await once(child, 'close')) as [number | null];
      if (code !== 0) throw new Error(`program ended with ${String(code)}: ${errors}`);
      return output;
    },
  };
}

/** Ends a process as a crash would, and waits until it is gone. */
export async function crash(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
