import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Container } from '../../contract/containers.ts';
import { NewContainer, TASK_MAX_CHARS } from '../../contract/creation.ts';
import type { CallerId } from '../../contract/ids.ts';
import { parseJson } from '../../contract/json.ts';
import type { TrashId, TrashRecord } from '../../contract/trash.ts';
import { agentDomains, leasedFiles } from '../agents/agents.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { putFiles } from '../docker/files.ts';
import { fail } from '../errors.ts';
import { KeptNetwork } from './allowed.ts';
import { runCreation } from './creations.ts';
import { decideLimits, decideSignIn, withSignIn } from './decide.ts';
import { keep } from './kept.ts';
import { launchAs } from './launching.ts';
import { getCreated } from './list.ts';
import {
  agentReady,
  createAgent,
  known,
  type Making,
  prepareGateway,
  prepareImages,
  removing,
  reserve,
  startAgent,
} from './making.ts';
import { nextName } from './naming.ts';
import type { Telling } from './phases.ts';
import { isFreeNick } from './renaming.ts';
import { runSteps, type Step } from './steps.ts';
import { readTrash } from './trash.ts';

interface Restoring extends Making {
  readonly folder: string;
  readonly record: TrashRecord;
}

/** As a creation, but with the kept files in place of the project's copy. */
const STEPS: readonly Step<Restoring>[] = [
  { id: 'check', run: decide, speaksForItself: true },
  { id: 'image', run: prepareImages },
  { id: 'name', run: reserveOldName, takeBack: removing('volume') },
  {
    id: 'gateway',
    run: prepareGateway,
    takeBack: removing('network', 'gateway'),
    meanwhile: [
      { id: 'container', run: createAgent, takeBack: removing('agent') },
      { id: 'copy', run: unpack },
    ],
  },
  { id: 'git', run: startAgent },
  { id: 'agent', run: agentReady },
];

/**
 * Makes a container of what is in the trash: the same branch, commits, stashes, files and conversation, which its agent
 * resumes where it can. Its name is the old one where that is free. The trash keeps what it has. TRASH_NOT_FOUND,
 * FILE_DAMAGED, and every failure of a creation, which undoes everything.
 */
export async function restoreContainer(
  context: Context,
  { id, creation }: { id: TrashId; creation: CallerId },
): Promise<Container> {
  const record = readTrash(context, id);
  const { project, branch, agent, model } = record;
  const task = (record.task || `Restored from ${id}`).slice(0, TASK_MAX_CHARS);
  const nick = record.nick !== null && (await isFreeNick(context, record.nick)) && { nick: record.nick };
  const wanted = { id: creation, project, task, branch, agent, ...nick, ...(model !== null && { model }) };
  const input = NewContainer.parse(wanted);
  return runCreation(context, input, async (progress, signal) => {
    const folder = join(context.paths.trash, id);
    await runSteps<Restoring>(context.log, { context, input, progress, signal, made: {}, folder, record }, STEPS);
    return getCreated(context, creation, readConfig(context));
  });
}

async function decide({ context, made, progress, record }: Restoring): Promise<void> {
  const config = readConfig(context);
  const { project, branch, baseCommit, agent, model, limits } = record;
  const machine = await context.docker.info();
  const kept = KeptNetwork.safeParse(record.network).data ?? bareNetwork(record);
  const signIn = await decideSignIn(context, config, agent);
  const network = withSignIn(kept, signIn);
  progress.change({ agent, branch });
  made.decided = {
    config,
    project,
    identity: null,
    branch,
    base: baseCommit,
    agent,
    model,
    limits: decideLimits({}, limits, machine),
    network,
    notes: [],
    ...signIn,
  };
}

/** What its agent needs, and nothing of the project's. */
function bareNetwork({ agent }: TrashRecord): KeptNetwork {
  return KeptNetwork.parse({ agent: [...agentDomains(agent)], container: [], sshHosts: [] });
}

function reserveOldName(making: Restoring): Promise<void> {
  const { branch } = making.record;
  const name = making.record.shown ?? making.record.name;
  const { prefix } = known(making, 'decided').config;
  const isFree = (taken: readonly string[]): boolean =>
    !taken.some((other) => other === name || other.startsWith(`${name}-`));
  return reserve(making, (taken) => (isFree(taken) ? name : nextName(prefix, branch, taken)));
}

async function unpack(making: Restoring, tell: Telling): Promise<void> {
  const { context, folder, record, signal } = making;
  const dockerId = known(making, 'dockerId');
  const total = record.archives.reduce((sum, { unpacked }) => sum + unpacked, 0);
  let sent = 0;
  for (const { file, into } of record.archives) {
    const tar = createGunzip();
    tar.on('data', (chunk: Buffer) => tell.bytes((sent += chunk.length), total));
    const failed = new AbortController();
    pipeline(createReadStream(join(folder, file)), tar, (error) => {
      if (error) failed.abort(fail('FILE_DAMAGED', `${join(folder, file)} cannot be unpacked: ${error.message}`));
    });
    await context.docker.unpack(dockerId, { folder: into, tar, signal: AbortSignal.any([signal, failed.signal]) });
  }
  await bringComments(making);
  await launchAs(context, dockerId, { name: known(making, 'name'), signal });
  const { credential, forge } = known(making, 'decided');
  const files = [...leasedFiles(record.agent, credential), ...leasedFiles('github', forge.file)];
  await putFiles(context.docker, dockerId, { files, signal });
}

/** They belong to this container from now on. What cannot be read of them is left in the trash. */
async function bringComments(making: Restoring): Promise<void> {
  const { context, record, input } = making;
  const kept = record.comments === null ? undefined : keptIn(record.comments);
  if (kept === undefined) return;
  const text = `${JSON.stringify({ ...kept, creation: input.id }, null, 2)}\n`;
  await keep(context, known(making, 'name'), { what: 'comments', text });
}

function keptIn(text: string): object | undefined {
  try {
    const kept = parseJson(text);
    return typeof kept === 'object' && kept !== null ? kept : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
