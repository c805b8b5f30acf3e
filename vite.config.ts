import { chmod, readdir, rm, stat } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';
import { licences } from './build/licences.ts';

const root = import.meta.dirname;
const NODE = [...builtinModules, /^node:/, 'electron', 'node-pty', 'cpu-features', /\.node$/];

/** `vite build --app` makes the page, the Electron main process and its preload, and the command line. */
export default defineConfig({
  root: resolve(root, 'renderer'),
  base: './',
  plugins: [
    react({ jsxImportSource: '#page' }),
    tailwind(),
    lightDocker(),
    executable('maestro.js'),
    withoutOldChunks(),
    licences({ root, folder: resolve(root, 'dist/renderer') }),
  ],
  builder: {},
  environments: {
    // What the page may start with is a test's promise (test/window/looks.test.ts).
    client: { build: { outDir: resolve(root, 'dist/renderer'), emptyOutDir: true, chunkSizeWarningLimit: 1_500 } },
    main: program({ input: 'electron/main.ts', folder: 'dist/electron', output: 'main.js', format: 'esm' }),
    preload: program({ input: 'electron/preload.ts', folder: 'dist/preload', output: 'preload.cjs', format: 'cjs' }),
    cli: program({ input: 'electron/cli/main.ts', folder: 'dist/cli', output: 'maestro.js', format: 'esm' }),
  },
});

interface Program {
  readonly input: string;
  readonly folder: string;
  readonly output: string;
  readonly format: 'esm' | 'cjs';
}

/** A program for Node: everything that it needs in one folder, but for native modules. Lazy imports become chunks. */
function program({ input, folder, output, format }: Program): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { external: ['electron', 'node-pty'], noExternal: true, conditions: ['node'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: resolve(root, folder),
      // See `withoutOldChunks`.
      emptyOutDir: false,
      target: 'node20',
      // Size on disk does not matter here.
      chunkSizeWarningLimit: 10_000,
      minify: false,
      rolldownOptions: {
        platform: 'node',
        input: resolve(root, input),
        external: NODE,
        // Names each source in what was built: for reading a stack, and for the tests of what a command loads.
        experimental: { attachDebugInfo: 'simple' },
        output: { format, entryFileNames: output, chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  };
}

const SSH =
  'Maestro cannot reach an engine over ssh:// by itself. Forward its socket: ' +
  'ssh -NL /tmp/docker.sock:/var/run/docker.sock HOST, then set DOCKER_HOST=unix:///tmp/docker.sock.';

/** Files of packages that Maestro never calls, and what stands in their place. */
const LEFT_OUT: readonly [RegExp, string][] = [
  [/dockerode\/lib\/(session|buildkit)\.js$/, refusal('BuildKit sessions are not part of Maestro.')],
  [/docker-modem\/lib\/ssh\.js$/, refusal(SSH)],
  [/\/(tar-fs\/index|@balena\/dockerignore\/ignore)\.js$/, refusal('Maestro packs build contexts itself.')],
  [/\/readable-stream\/readable\.js$/, `module.exports = require('node:stream');`],
];

function refusal(sentence: string): string {
  return `module.exports = function () { throw new Error(${JSON.stringify(sentence)}); };`;
}

/**
 * Leaves out what dockerode drags along and Maestro never calls: BuildKit sessions (grpc, protobufjs), engines over
 * SSH (ssh2), packing of folders, a copy of Node's streams. They are nine tenths of its size and 130 ms of every
 * start. An `ssh://` engine gets a sentence instead.
 */
function lightDocker(): Plugin {
  return {
    name: 'maestro:light-docker',
    enforce: 'pre',
    load(id) {
      return LEFT_OUT.find(([path]) => path.test(id))?.[1] ?? null;
    },
  };
}

/** Makes a built file a command that a shell can start. */
function executable(name: string): Plugin {
  return {
    name: 'maestro:executable',
    applyToEnvironment: (environment) => environment.name === 'cli',
    async writeBundle({ dir = '' }) {
      if ((await readdir(dir)).includes(name)) await chmod(resolve(dir, name), 0o755);
    },
  };
}

const KEPT_MS = 2 * 60 * 60 * 1000;

/** Chunks of earlier builds stay for two hours, because a process that runs may load them yet. */
function withoutOldChunks(): Plugin {
  return {
    name: 'maestro:without-old-chunks',
    applyToEnvironment: (environment) => environment.config.consumer === 'server',
    async writeBundle({ dir = '' }, bundle) {
      const names = await readdir(resolve(dir, 'chunks')).catch(() => []);
      for (const name of names) {
        const file = resolve(dir, 'chunks', name);
        const { mtimeMs } = await stat(file);
        if (!(`chunks/${name}` in bundle) && Date.now() - mtimeMs > KEPT_MS) await rm(file, { force: true });
      }
    },
  };
}
