import type { Correction, NewCorrection } from '../../contract/memory.ts';
import {
  addCorrection,
  addLearning,
  compileLearnings,
  lintMemory,
  memoryStats,
  recallMemory,
  searchMemory,
} from '../../engine/project/memory/memory.ts';
import type { Call } from '../arguments/command.ts';
import { argument, commaList, given } from '../arguments/options.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { cut, plain } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Keeps a rule that workers are reminded of when its words or files occur in their task. */
export async function correct(call: Call): Promise<undefined> {
  const [trigger, globs, severity, source] = ['trigger', 'globs', 'severity', 'source'].map((name) =>
    given(call, name),
  );
  const wanted: NewCorrection = {
    rule: argument(call),
    keywords: commaList(trigger),
    globs: commaList(globs),
    ...(source ? { source } : {}),
    ...(severity === undefined ? {} : { severity: severity === 'hard' ? 'hard' : 'soft' }),
  };
  const allowNone = Boolean(trigger) || Boolean(globs);
  const correction = await addCorrection(openProject(call), wanted, { allowNone });
  call.out.result(correction, () =>
    lines(
      ok(`Correction kept: ${correction.id}`),
      `  Rule: ${plain(correction.rule)}`,
      `  Severity: ${correction.severity}`,
      `  Words: ${correction.trigger.keywords.map(plain).join(', ') || 'none'}`,
      correction.trigger.fileGlobs.length === 0
        ? undefined
        : `  Files: ${correction.trigger.fileGlobs.map(plain).join(', ')}`,
      undo(`delete .maestro/memory/corrections/${correction.id}.json`),
    ),
  );
}

/** Shows what the memory knows about a task and its files. */
export function recall(call: Call): Promise<undefined> {
  const paths = commaList(given(call, 'files'));
  const found = recallMemory(openProject(call), { task: given(call, 'task') ?? '', paths });
  call.out.result(found, () =>
    lines(
      found.corrections.length === 0 ? 'No correction fits.' : found.corrections.map(row),
      found.compiledLearnings === undefined
        ? undefined
        : ['', `Learned (${found.compiledLearnings.compiledAt.slice(0, 10)}):`, found.compiledLearnings.summary],
    ),
  );
  return Promise.resolve(undefined);
}

function row({ severity, rule, trigger }: Correction): string {
  const words = trigger.keywords.length === 0 ? '' : `  (${trigger.keywords.map(plain).join(', ')})`;
  return `  ${severity === 'hard' ? '[!]' : '[ ]'} ${plain(rule)}${words}`;
}

/** Shows the corrections and learnings that have these words. */
export function search(call: Call): Promise<undefined> {
  const found = searchMemory(openProject(call), argument(call));
  call.out.result(found, () =>
    lines(
      `${found.corrections.length} corrections, ${found.learnings.length} learnings`,
      found.corrections.map((correction) => `${row(correction)}  ${correction.id}`),
      found.learnings.map((learning) => `  ${learning.sessionDate}  ${cut(learning.content, 80)}`),
    ),
  );
  return Promise.resolve(undefined);
}

/** Keeps a learning of this session. */
export async function learn(call: Call): Promise<undefined> {
  const learning = await addLearning(openProject(call), { content: given(call, 'content') ?? '' });
  call.out.result(learning, () =>
    lines(
      ok(`Learning kept: ${learning.sessionDate}`),
      learning.branch === undefined ? undefined : `  Branch: ${plain(learning.branch)}`,
      `  ${plain(learning.content)}`,
      next('maestro memory-compile --summary "…" makes it part of every worker prompt'),
    ),
  );
}

/** Sums up all learnings for the prompts of workers. The learnings stay. */
export async function compile(call: Call): Promise<undefined> {
  const result = await compileLearnings(openProject(call), { summary: given(call, 'summary') ?? '' });
  call.out.result(result, () =>
    lines(
      ok(`Compiled ${result.compiled.rawCount} learnings. They stay where they are.`),
      next('Every worker prompt carries the summary from now on.'),
    ),
  );
}

/** Shows how much the memory holds and how old its summary is. */
export function stats(call: Call): Promise<undefined> {
  const found = memoryStats(openProject(call));
  const { corrections, learnings, ratchet, graph } = found;
  const age = learnings.staleDays === undefined ? 'never compiled' : `compiled ${learnings.staleDays} days ago`;
  call.out.result(found, () =>
    lines(
      `Corrections: ${corrections.total} (${corrections.hard} hard, ${corrections.soft} soft)`,
      `Learnings: ${learnings.rawCount} raw, ${age}`,
      `Ratchet: ${ratchet.assertions} patterns, ${ratchet.lastResult === undefined ? 'never checked' : `last check: ${ratchet.lastResult}`}`,
      `Graph: ${graph.projects} projects, ${graph.links} links`,
    ),
  );
  return Promise.resolve(undefined);
}

/** Shows what is wrong with the memory. A warning is not a failure: the exit status is 0. */
export function lint(call: Call): Promise<undefined> {
  const found = lintMemory(openProject(call));
  call.out.result(found, () =>
    found.healthy
      ? ok('The memory is in order.')
      : lines(found.warnings.map((warning) => `[--] ${warning.category}: ${plain(warning.message)}`)),
  );
  return Promise.resolve(undefined);
}
