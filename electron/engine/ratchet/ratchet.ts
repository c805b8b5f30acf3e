import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import type { Correction, RatchetAssertion, RatchetBaseline } from '../../contract/memory.ts';
import { errnoOf } from '../disk/failure.ts';
import { fail } from '../errors.ts';
import { trackedFiles } from '../git/changes.ts';
import { findBaseline, listCorrections, readSuite } from '../memory/store.ts';
import { readConfigOrTell } from '../projects/config.ts';
import { withFileLock } from '../projects/lock.ts';
import type { Project } from '../projects/project.ts';
import { writeRecord } from '../projects/records.ts';
import { files, folders } from '../projects/tree.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const SHOWN = 3;

export interface RatchetResult {
  readonly assertion: RatchetAssertion;
  readonly passed: boolean;
  readonly detail?: string;
}

export interface RatchetReport {
  readonly results: readonly RatchetResult[];
  readonly passCount: number;
  readonly totalCount: number;
  readonly passed: boolean;
  readonly previousBaseline?: RatchetBaseline;
}

/** Looks for every forbidden pattern in the project's text files. The baseline moves only when all of them are absent. */
export async function checkRatchet(project: Project): Promise<RatchetReport> {
  const { assertions } = readSuite(project);
  const previous = findBaseline(project);
  const paths = assertions.length === 0 ? [] : await textFiles(project);
  const hits = search(project.root, paths, assertions);
  const results = assertions.map((assertion) => resultOf(assertion, hits.get(assertion)));
  const passCount = results.filter((result) => result.passed).length;
  const passed = passCount === assertions.length;
  if (passed)
    await writeRecord(project, files.baseline(project), { passCount, lastRunAt: project.now().toISOString() });
  return {
    results,
    passCount,
    totalCount: assertions.length,
    passed,
    ...(previous === undefined ? {} : { previousBaseline: previous }),
  };
}

/** Whether a regression is a failure here: `memory.ratchet.enforcement: block`. */
export function ratchetBlocks(project: Project): boolean {
  return readConfigOrTell(project).memory?.ratchet?.enforcement === 'block';
}

/** Turns a correction into a pattern that must not occur. CORRECTION_NOT_FOUND. */
export async function promoteCorrection(
  project: Project,
  { id, check }: { id: string; check: string },
): Promise<RatchetAssertion> {
  const correction = listCorrections(project).find((other) => other.id === id);
  if (correction === undefined) throw fail('CORRECTION_NOT_FOUND', `There is no correction ${JSON.stringify(id)}.`);
  if (compilePattern(check) === undefined) {
    project.notice({
      kind: 'warning',
      sentence: `${JSON.stringify(check)} is no regular expression: it will fail every check.`,
    });
  }
  return withFileLock(project, `${files.suite(project)}.lock`, () => promote(project, correction, check));
}

async function promote(project: Project, correction: Correction, check: string): Promise<RatchetAssertion> {
  const suite = readSuite(project);
  const id = `ratchet-${correction.id}`;
  const same = suite.assertions.find((assertion) => assertion.id === id && assertion.check === check);
  if (same !== undefined) return same;
  const at = project.now().toISOString();
  const assertion = { id, correctionId: correction.id, rule: correction.rule, check, createdAt: at };
  await writeRecord(project, files.suite(project), { ...suite, assertions: [...suite.assertions, assertion] });
  const path = join(folders.corrections(project), `${correction.id}.json`);
  await writeRecord(project, path, { ...correction, promotedToRatchet: at });
  return assertion;
}

function resultOf(assertion: RatchetAssertion, hits: readonly string[] | undefined): RatchetResult {
  if (hits === undefined) return { assertion, passed: false, detail: `Not a regular expression: ${assertion.check}` };
  if (hits.length === 0) return { assertion, passed: true };
  const more = hits.length > SHOWN ? ` and ${hits.length - SHOWN} more` : '';
  return { assertion, passed: false, detail: `Found in ${hits.slice(0, SHOWN).join(', ')}${more}` };
}

/** The files in which each pattern occurs; undefined for a pattern that does not compile. */
function search(
  root: string,
  paths: readonly string[],
  assertions: readonly RatchetAssertion[],
): Map<RatchetAssertion, string[] | undefined> {
  const patterns = assertions.map((assertion) => ({ assertion, pattern: compilePattern(assertion.check) }));
  const hits = new Map<RatchetAssertion, string[] | undefined>(
    patterns.map(({ assertion, pattern }) => [assertion, pattern === undefined ? undefined : []]),
  );
  for (const path of paths) {
    const text = readSource(join(root, path));
    if (text === undefined) continue;
    for (const { assertion, pattern } of patterns) {
      if (pattern?.test(text) === true) hits.get(assertion)?.push(join(root, path));
    }
  }
  return hits;
}

function compilePattern(check: string): RegExp | undefined {
  try {
    return new RegExp(check, 'i');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readSource(path: string): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() !== true || stat.size > MAX_BYTES) return undefined;
    const bytes = readFileSync(path);
    return bytes.includes(0) || !isUtf8(bytes) ? undefined : bytes.toString('utf8');
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

/** What git tracks or would track; outside git, everything below. Hidden, installed and built things do not count. */
async function textFiles(project: Project): Promise<string[]> {
  const tracked = await trackedFiles(project.root);
  return (tracked ?? walk(project.root)).filter((path) => !path.split('/').some(isSkipped));
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name === 'dist';
}

function walk(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (isSkipped(entry.name)) return [];
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) return walk(join(folder, entry.name), `${path}/`);
    return entry.isFile() ? [path] : [];
  });
}
