import { join } from 'node:path';
import {
  Compiled,
  type Correction,
  type Learning,
  type LintWarning,
  type MemoryStats,
  NewCorrection,
  NewLearning,
  NewSummary,
} from '../../../contract/memory.ts';
import { present } from '../../../contract/present.ts';
import { readRecord } from '../../disk/read.ts';
import { checked, fail } from '../../errors.ts';
import { readGraph } from '../graph/graph.ts';
import { readConfigOrTell } from '../config/config.ts';
import { createNumbered } from '../records/numbered.ts';
import { keepUnreadable } from '../records/keep-copy.ts';
import { branchOf, type Project } from '../records/project.ts';
import { writeRecord } from '../records/records.ts';
import { files, folders } from '../records/tree.ts';
import { daysBetween, lint, mentions, recall, taskTokens } from './rules.ts';
import { findCompiled, findLastCheck, learningName, listCorrections, listLearnings, readSuite } from './store.ts';

const MAX_AGE_DAYS = 7;

/**
 * Keeps a rule that a person had to state, with the words and files that bring it up again. INPUT_INVALID without
 * either; lists that were given but hold nothing are taken with `allowNone`, as the older tool does, and `memory-lint`
 * names such a correction.
 */
export async function addCorrection(
  project: Project,
  given: NewCorrection,
  { allowNone = false }: { allowNone?: boolean } = {},
): Promise<Correction> {
  const input = checked(NewCorrection, given);
  if (input.rule.trim() === '')
    throw fail('INPUT_INVALID', 'A correction needs a rule.', {
      hints: ['Example: maestro memory-correct "use npm ci" --trigger install'],
    });
  if (input.keywords.length + input.globs.length === 0 && !allowNone)
    throw fail('INPUT_INVALID', 'A correction needs something that brings it up.', {
      hints: ['Give --trigger "word,word" or --globs "*.ts".'],
    });
  const at = project.now().toISOString();
  const severity = input.severity ?? readConfigOrTell(project).memory?.corrections?.severity_default ?? 'soft';
  return createNumbered<Correction>(project, {
    folder: folders.corrections(project),
    make: (id) => ({
      id,
      rule: input.rule,
      source: input.source ?? input.rule,
      trigger: { keywords: [...input.keywords], fileGlobs: [...input.globs] },
      severity,
      createdAt: at,
      updatedAt: at,
    }),
  });
}

/** The corrections that fit a task and its files, and the compiled learnings. Nothing when the memory is switched off. */
export function recallMemory(
  project: Project,
  { task, paths }: { task: string; paths: readonly string[] },
): { corrections: Correction[]; compiledLearnings?: Compiled } {
  const { memory } = readConfigOrTell(project);
  if (memory?.enabled === false) return { corrections: [] };
  const newestFirst = memory?.corrections?.enabled === false ? [] : listCorrections(project).reverse();
  const compiled = memory?.learnings?.enabled === false ? undefined : findCompiled(project);
  return {
    corrections: recall(newestFirst, { tokens: taskTokens(task), paths }),
    ...present({ compiledLearnings: compiled }),
  };
}

/** Corrections and learnings that mention a text, newest first. */
export function searchMemory(project: Project, query: string): { corrections: Correction[]; learnings: Learning[] } {
  if (query.trim() === '')
    throw fail('INPUT_INVALID', 'There is nothing to search for.', { hints: ['Example: maestro memory-search npm'] });
  return {
    corrections: listCorrections(project)
      .filter(({ rule, source, trigger }) => [rule, source, ...trigger.keywords].some((text) => mentions(text, query)))
      .reverse(),
    learnings: listLearnings(project)
      .filter((learning) => mentions(learning.content, query))
      .reverse(),
  };
}

/** Keeps what a session learned. Works outside git too. */
export async function addLearning(project: Project, input: { readonly content: string }): Promise<Learning> {
  const { content } = checked(NewLearning, input);
  if (content.trim() === '')
    throw fail('INPUT_INVALID', 'A learning needs a text.', { hints: ['Give one: --content "…"'] });
  const now = project.now();
  const branch = branchOf(project, project.cwd);
  const learning: Learning = {
    sessionDate: now.toISOString().slice(0, 10),
    content,
    ...present({ branch }),
  };
  await writeRecord(project, join(folders.rawLearnings(project), learningName(now)), learning);
  return learning;
}

/** Makes a summary of the raw learnings the guidance that every worker prompt carries. The raw ones stay. */
export async function compileLearnings(
  project: Project,
  input: { readonly summary: string },
): Promise<{ compiled: Compiled; rawEntries: Learning[] }> {
  const { summary } = checked(NewSummary, input);
  if (summary.trim() === '')
    throw fail('INPUT_INVALID', 'Compiling needs a summary.', { hints: ['Give one: --summary "…"'] });
  const rawEntries = listLearnings(project);
  const compiled = { compiledAt: project.now().toISOString(), summary, rawCount: rawEntries.length };
  keepUnreadable(project, files.compiled(project), () => readRecord(files.compiled(project), Compiled));
  await writeRecord(project, files.compiled(project), compiled);
  return { compiled, rawEntries };
}

/** What is remembered, in counts. Days are whole; a damaged file is told and counts as absent. */
export function memoryStats(project: Project): MemoryStats {
  const corrections = listCorrections(project);
  const compiled = findCompiled(project);
  const assertions = readSuite(project).assertions.length;
  const last = findLastCheck(project);
  const graph = readGraph(project);
  const hard = corrections.filter((correction) => correction.severity === 'hard').length;
  return {
    corrections: { total: corrections.length, hard, soft: corrections.length - hard },
    learnings: {
      rawCount: listLearnings(project).length,
      ...(compiled === undefined
        ? {}
        : { compiledAt: compiled.compiledAt, staleDays: daysBetween(compiled.compiledAt, project.now()) }),
    },
    ratchet: {
      assertions,
      // A check of no patterns has checked nothing.
      ...(last === undefined || assertions === 0
        ? {}
        : { lastResult: last.passCount === assertions ? 'pass' : 'fail' }),
    },
    graph: { projects: graph.nodes.length, links: graph.edges.length },
  };
}

/** What in the memory deserves a look, measured by the project’s `memory.learnings.max_age_days`. */
export function lintMemory(project: Project): { warnings: LintWarning[]; healthy: boolean } {
  const warnings = lint({
    corrections: listCorrections(project),
    rawCount: listLearnings(project).length,
    compiled: findCompiled(project),
    suite: readSuite(project),
    now: project.now(),
    maxAgeDays: readConfigOrTell(project).memory?.learnings?.max_age_days ?? MAX_AGE_DAYS,
  });
  return { warnings, healthy: warnings.length === 0 };
}
