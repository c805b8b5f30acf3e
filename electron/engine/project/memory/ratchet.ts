import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  Promotion,
  type RatchetAssertion,
  RatchetBaseline,
  type RatchetResult,
  type RatchetRun,
  RatchetSuite,
} from '../../../contract/memory.ts';
import { present } from '../../../contract/present.ts';
import { checked, fail } from '../../errors.ts';
import { trackedFiles } from '../../git/changes.ts';
import { findBaseline, listCorrections } from './store.ts';
import { readConfigOrTell } from '../config/config.ts';
import { keepUnreadable } from '../records/keep-copy.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { readRecord } from '../../disk/read.ts';
import { writeRecord } from '../records/records.ts';
import { files, folders } from '../records/tree.ts';
import { compilePattern, searchFiles, type Sought } from './search.ts';

const SHOWN = 3;

/**
 * Looks for every forbidden pattern in the project's text files. The baseline moves only when all of them are absent; a
 * check that failed is kept beside, as the last one.
 * FILE_DAMAGED: patterns that cannot be read are not absent.
 */
export async function checkRatchet(project: Project): Promise<RatchetRun> {
  const { assertions } = suiteOf(project);
  const previous = findBaseline(project);
  const paths = assertions.length === 0 ? [] : await textFiles(project);
  const found = await searchFiles(project.checkout, { paths, checks: assertions.map(({ check }) => check) });
  const results = assertions.map((assertion) => resultOf(assertion, found.get(assertion.check)));
  const passCount = results.filter((result) => result.passed).length;
  const passed = passCount === assertions.length;
  const run = { passCount, lastRunAt: project.now().toISOString() };
  const path = passed ? files.baseline(project) : files.ratchetFailure(project);
  keepUnreadable(project, path, () => readRecord(path, RatchetBaseline));
  await writeRecord(project, path, run);
  return {
    results,
    passCount,
    totalCount: assertions.length,
    passed,
    ...present({ previousBaseline: previous }),
  };
}

/** Whether a regression is a failure here: `memory.ratchet.enforcement: block`. */
export function ratchetBlocks(project: Project): boolean {
  return readConfigOrTell(project).memory?.ratchet?.enforcement === 'block';
}

/** Turns a correction into a pattern that must not occur. CORRECTION_NOT_FOUND, FILE_DAMAGED. */
export async function promoteCorrection(project: Project, input: Promotion): Promise<RatchetAssertion> {
  const { correction, check } = checked(Promotion, input);
  if (compilePattern(check) === undefined) {
    project.notice({
      kind: 'warning',
      sentence: `${JSON.stringify(check)} is no regular expression: it will fail every check.`,
    });
  }
  return withFileLock(project, `${files.suite(project)}.lock`, () => promote(project, correction, check));
}

async function promote(project: Project, correctionId: string, check: string): Promise<RatchetAssertion> {
  const correction = listCorrections(project).find((other) => other.id === correctionId);
  if (correction === undefined)
    throw fail('CORRECTION_NOT_FOUND', `There is no correction ${JSON.stringify(correctionId)}.`);
  const suite = suiteOf(project);
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

/** What is damaged is neither empty nor to be written over. */
function suiteOf(project: Project): RatchetSuite {
  return readRecord(files.suite(project), RatchetSuite) ?? { assertions: [] };
}

function resultOf(assertion: RatchetAssertion, sought: Sought | undefined): RatchetResult {
  if (sought === undefined || sought.kind === 'invalid')
    return { assertion, passed: false, detail: `Not a regular expression: ${assertion.check}` };
  if (sought.kind === 'slow')
    return {
      assertion,
      passed: false,
      detail: `Looking for it takes too long in ${sought.path}: write it more simply`,
    };
  const { hits } = sought;
  if (hits.length === 0) return { assertion, passed: true };
  const more = hits.length > SHOWN ? ` and ${hits.length - SHOWN} more` : '';
  return { assertion, passed: false, detail: `Found in ${hits.slice(0, SHOWN).join(', ')}${more}` };
}

/** What git tracks or would track; outside git, everything below. Hidden, installed and built things do not count. */
async function textFiles(project: Project): Promise<string[]> {
  const tracked = await trackedFiles(project.checkout);
  return (tracked ?? walk(project.checkout)).filter((path) => !path.split('/').some(isSkipped));
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
