import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { present } from '../../../contract/present.ts';
import { Proof } from '../../../contract/proofs.ts';
import type { Context } from '../../context.ts';
import { editRecord } from '../../disk/edit.ts';
import { findRecord, readBytes, readRecord } from '../../disk/read.ts';
import { fail } from '../../errors.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { recordText, reportDamage, writeBytes, writeRecord, writeText } from '../records/records.ts';
import { folders, missionTree } from '../records/tree.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * `.maestro/ours/proof/<mission>.json`: the runs of its checks, the oldest first. Each lies beside it by its own hash, and
 * its log too. Those with a `copy` tell of one of several works that compete.
 */
const Index = z.object({
  proofs: z.array(z.object({ assertion: z.string(), record: Sha256, copy: z.string().optional() })),
});

/**
 * `~/.maestro/ours/proofs.json`: the runs that were made on this machine, each by the hash of its record and its project. A
 * project's own files come from anywhere, an agent's branch included: alone they prove nothing.
 */
const OwnProofs = z.looseObject({ proofs: z.array(Sha256) });

const MOST_OWN = 20_000;

/** The newest run of one check, as far as it can be read and is what its name says. */
export interface KeptProof {
  readonly proof: Proof;
  readonly logPath: string;
  /** Whether it was made on this machine. */
  readonly isOwn: boolean;
}

/** Keeps a run with its whole output; answers where the latter lies. FILE_DAMAGED, LOCK_HELD, DISK_FULL. */
export async function keepProof(
  context: Pick<Context, 'paths'>,
  project: Project,
  { proof, log }: { readonly proof: Proof; readonly log: Buffer },
): Promise<void> {
  const text = recordText(Proof.parse(proof));
  const record = sha256(text);
  await writeBytes(project, logFile(project, proof), log);
  await writeText(project, join(folderOf(project), `${record}.json`), text);
  await own(context, ownKey(project, record));
  const { assertion, copy } = proof;
  await addToIndex(project, proof.mission, () => [{ assertion, record, ...present({ copy }) }]);
}

/** Makes the newest runs on a copy those of its feature. FILE_DAMAGED, LOCK_HELD. */
export function adoptProofs(
  project: Project,
  { mission, copy }: { readonly mission: string; readonly copy: string },
): Promise<void> {
  return addToIndex(project, mission, (before) => {
    const newest = new Map(
      before.filter((one) => one.copy === copy).map(({ assertion, record }) => [assertion, record]),
    );
    return [...newest].map(([assertion, record]) => ({ assertion, record }));
  });
}

type Entry = z.infer<typeof Index>['proofs'][number];

async function addToIndex(
  project: Project,
  mission: string,
  added: (before: readonly Entry[]) => readonly Entry[],
): Promise<void> {
  const path = indexOf(project, mission);
  await withFileLock(project, `${path}.lock`, async () => {
    const proofs = readRecord(path, Index)?.proofs ?? [];
    await writeRecord(project, path, { proofs: [...proofs, ...added(proofs)] });
  });
}

/** The newest run of each assertion's check on its feature's work, or on that of one copy. Damage is reported, and counts as none. FILE_DAMAGED of what is this user's own. */
export function newestProofs(
  context: Pick<Context, 'paths'>,
  project: Project,
  { mission, copy }: { readonly mission: string; readonly copy?: string | undefined },
): ReadonlyMap<string, KeptProof> {
  const path = indexOf(project, mission);
  const index = findRecord(path, Index);
  if (index === undefined) return new Map();
  if ('damage' in index) {
    reportDamage(project, path, index.damage);
    return new Map();
  }
  const newest = new Map(
    index.value.proofs.filter((one) => one.copy === copy).map(({ assertion, record }) => [assertion, record]),
  );
  const own = new Set(readRecord(ownPath(context), OwnProofs)?.proofs ?? []);
  const read = [...newest].flatMap(([assertion, record]) => {
    const proof = findProof(project, record);
    if (proof === undefined || proof.assertion !== assertion || proof.mission !== mission) return [];
    return [[assertion, { proof, logPath: logFile(project, proof), isOwn: own.has(ownKey(project, record)) }] as const];
  });
  return new Map(read);
}

/** What is not what its name says was changed by somebody, and is no evidence. */
function findProof(project: Project, record: string): Proof | undefined {
  const path = join(folderOf(project), `${record}.json`);
  const found = findRecord(path, Proof);
  if (found === undefined) return undefined;
  if ('damage' in found) {
    reportDamage(project, path, found.damage);
    return undefined;
  }
  if (sha256(recordText(found.value)) === record) return found.value;
  reportDamage(project, path, fail('FILE_DAMAGED', `${path} is not what its name says: somebody changed it.`));
  return undefined;
}

/** The output of a run; undefined where it is gone, or not what was kept. */
export function findLog(project: Project, proof: Proof): Buffer | undefined {
  const log = readBytes(logFile(project, proof));
  return log !== undefined && sha256(log) === proof.log.sha256 ? log : undefined;
}

/** The hash by which a text or an output is kept. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Where the output of a run lies. */
export function logFile(project: Project, { log }: Pick<Proof, 'log'>): string {
  return join(folderOf(project), `${log.sha256}.log`);
}

/** What was run in another project proves nothing here, although missions everywhere are called alike. */
function ownKey({ root }: Project, record: string): string {
  return sha256(`${record} ${root}`);
}

async function own(context: Pick<Context, 'paths'>, key: string): Promise<void> {
  const lock = { folder: context.paths.locks, name: 'own-proofs' };
  await editRecord({ path: ownPath(context), schema: OwnProofs, lock }, (file = { proofs: [] }) => ({
    ...file,
    proofs: [...file.proofs.filter((other) => other !== key), key].slice(-MOST_OWN),
  }));
}

function ownPath({ paths }: Pick<Context, 'paths'>): string {
  return join(paths.home, 'ours', 'proofs.json');
}

function folderOf(project: Project): string {
  return join(folders.ours(project), 'proof');
}

function indexOf(project: Project, mission: string): string {
  // Only the id of a mission becomes part of a path.
  missionTree(project, mission);
  return join(folderOf(project), `${mission}.json`);
}
