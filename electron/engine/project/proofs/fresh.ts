import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Check, CHECK_SECONDS } from '../../../contract/proofs.ts';
import { Packing } from '../../containers/carry-pack.ts';
import { KeptNetwork } from '../../containers/allowed.ts';
import { type PassingContainer, withPassingContainer } from '../../containers/passing.ts';
import { registryHosts } from '../../config/registries.ts';
import type { Context } from '../../context.ts';
import { putFiles } from '../../docker/files.ts';
import type { Held } from '../../docker/port.ts';
import { runInside } from '../../docker/run-inside.ts';
import { fail } from '../../errors.ts';
import { writeAtomic } from '../../disk/atomic.ts';
import { git } from '../../git/git.ts';
import { type Home, homeOf, withRepository } from '../../review/quarantine.ts';
import { Output } from './output.ts';

/** What is run on which commit. */
export interface FreshRun {
  readonly project: string;
  readonly commit: string;
  readonly branch: string | null;
  readonly check: Check;
  /** Ends it: CANCELLED. */
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface Outcome {
  readonly at: string;
  readonly durationMs: number;
  /** Null: its time was over. */
  readonly exitCode: number | null;
  readonly output: Output;
  readonly matched: boolean | null;
}

/** Files of a commit and nothing else, on a branch of the name that it has, so that a check can ask git for it. */
const CHECK_OUT = [
  'bash',
  '-c',
  'cd /workspace && git -c core.hooksPath=/dev/null reset --quiet --hard 2>&1 && echo ready',
];
/** In the folder that was asked for, as a machine that checks, without a terminal. */
const RUN = 'cd -- "/workspace/$1" || exit 126; export CI=true; exec bash -c "$2" </dev/null';
/** A big project on a busy machine. */
const CHECK_OUT_MS = 10 * 60_000;
const LOOK_MS = 500;
const SETTLE_MS = 3_000;
const MATCH_LIMIT_MS = 60_000;
const LOG = '/maestro-check.log';

/**
 * Runs a check in a container of its own, that has a commit and neither sign-ins nor files of anybody: closed like those of
 * agents, and gone afterwards, also when this process dies. CANCELLED, CHECK_INVALID, and what making a container fails with.
 */
export async function runFresh(context: Context, run: FreshRun): Promise<Outcome> {
  const home = await homeOf(run.project);
  const network = KeptNetwork.parse({
    ...{ preset: 'standard', agent: [], container: [], sshHosts: [] },
    registries: [...(await registryHosts(context))],
  });
  const signal = AbortSignal.any([run.signal, context.closing]);
  const passing = { purpose: 'check', hosts: network, onOwnImage: true, files: [], signal } as const;
  try {
    return await withPassingContainer(context, passing, async (container) => {
      await checkOut(context, { home, run, container, signal });
      return runIn(context, { run, container, signal });
    });
  } catch (error) {
    if (run.signal.aborted) throw fail('CANCELLED', 'The check was ended before it was over.', { cause: error });
    throw error;
  }
}

interface Inside {
  readonly run: FreshRun;
  readonly container: PassingContainer;
  readonly signal: AbortSignal;
}

/** Puts the commit into the container, without the history before it. */
async function checkOut(
  context: Context,
  { home, run, container, signal }: Inside & { readonly home: Home },
): Promise<void> {
  await withRepository(context, home, async (folder) => {
    const dotGit = join(folder, 'alone', '.git');
    await shallowRepository({ home, folder, dotGit }, run);
    const packing = new Packing(signal);
    const tar = packing.from(dotGit, '.git', await lstat(dotGit));
    await context.docker.unpack(container.dockerId, { folder: '/workspace', tar, signal: packing.signal });
  });
  const said = await runInside(context, {
    id: container.dockerId,
    command: CHECK_OUT,
    user: '1000',
    limitMs: CHECK_OUT_MS,
  });
  if (!said.endsWith('ready\n')) throw fail('GIT_FAILED', 'The commit could not be checked out.', { detail: said });
}

async function shallowRepository(
  { home, folder, dotGit }: { readonly home: Home; readonly folder: string; readonly dotGit: string },
  { commit, branch }: FreshRun,
): Promise<void> {
  const format = `--object-format=${home.objectFormat}`;
  await git(['init', '--quiet', '--template=', format, join(dotGit, '..')]);
  const listed = await git([`--git-dir=${folder}`, 'rev-list', '--objects', '--no-walk=unsorted', commit]);
  const packs = join(dotGit, 'objects/pack');
  await mkdir(packs, { recursive: true });
  await git([`--git-dir=${folder}`, 'pack-objects', '--quiet', join(packs, 'pack')], { input: listed.stdout });
  await writeAtomic(join(dotGit, 'shallow'), `${commit}\n`);
  const inIt = `--git-dir=${dotGit}`;
  if (branch === null) await git([inIt, 'update-ref', '--no-deref', 'HEAD', commit]);
  else {
    await git([inIt, 'symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
    await git([inIt, 'update-ref', `refs/heads/${branch}`, commit]);
  }
}

async function runIn(context: Context, inside: Inside): Promise<Outcome> {
  const { run, container, signal } = inside;
  const { command, folder = '.', timeoutSeconds = CHECK_SECONDS } = run.check;
  const began = context.now();
  const words = ['bash', '-c', RUN, 'check', folder, command];
  const held = await context.docker.hold(container.dockerId, words, { user: '1000' });
  const output = new Output();
  const limit = AbortSignal.timeout(timeoutSeconds * 1000);
  const exitCode = await ended(held, { output, limit, signal });
  const durationMs = Math.max(0, context.now().getTime() - began.getTime());
  const over = { at: began.toISOString(), durationMs, exitCode, output };
  return { ...over, matched: exitCode === null ? null : await matchIn(context, inside, output) };
}

/**
 * Reads what it prints until it ends; null where its time is over first. What it started and left behind may keep its
 * output open.
 */
async function ended(
  held: Held,
  { output, limit, signal }: { output: Output; limit: AbortSignal; signal: AbortSignal },
): Promise<number | null> {
  const either = AbortSignal.any([limit, signal]);
  const stopped = new Promise<'stopped'>((resolve) => {
    either.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  const reading = { isOver: false };
  const read = (async () => {
    for await (const chunk of held.output) output.add(chunk);
    reading.isOver = true;
  })();
  // Cut off from outside it fails, and nobody may be waiting then.
  read.catch(() => undefined);
  try {
    for (;;) {
      const first = await Promise.race([...(reading.isOver ? [] : [read]), pause(LOOK_MS), stopped]);
      signal.throwIfAborted();
      if (first === 'stopped') return null;
      const code = await held.exitCode();
      if (code === null) continue;
      await Promise.race([read, pause(SETTLE_MS)]);
      return code;
    }
  } finally {
    held.release();
  }
}

function pause(ms: number): Promise<'paused'> {
  return new Promise((resolve) => setTimeout(() => resolve('paused'), ms));
}

/** Looks for its pattern where nothing but the container can be kept busy by it. Null: none is asked for. */
async function matchIn(context: Context, { run, container, signal }: Inside, output: Output): Promise<boolean | null> {
  const { pattern } = run.check;
  if (pattern === undefined) return null;
  const { docker } = context;
  const content = stripVTControlCharacters(output.text());
  await putFiles(docker, container.dockerId, { files: [{ path: LOG, content, mode: 0o444, owner: 'root' }], signal });
  const words = ['/usr/bin/env', 'LC_ALL=C.UTF-8', 'grep', '-E', '-a', '-q', '-e', pattern, LOG];
  const held = await docker.hold(container.dockerId, words, { user: '0' });
  const said = new Output();
  const code = await ended(held, { output: said, limit: AbortSignal.timeout(MATCH_LIMIT_MS), signal });
  if (code === 0 || code === 1) return code === 0;
  throw fail('CHECK_INVALID', `${JSON.stringify(pattern)} is no pattern that can be looked for.`, {
    detail: code === null ? 'It took longer than a minute.' : said.text(),
  });
}
