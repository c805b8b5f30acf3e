import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { StateCheck } from '../../../contract/missionControl.ts';
import type { Mission } from '../../../contract/missions.ts';
import type { ProjectConfig } from '../../../contract/config.ts';
import { Principle, PrincipleOutcome } from '../../../contract/principles.ts';
import { Task } from '../../../contract/tasks.ts';
import { present } from '../../../contract/present.ts';
import { shellWord } from '../../../contract/text.ts';
import { parseYaml } from '../../disk/yaml.ts';
import { MaestroError } from '../../errors.ts';
import { findCheckout } from '../../git/head.ts';
import { conflictedFiles } from './conflicts.ts';
import { readGraph } from '../graph/graph.ts';
import { listHandoffs } from '../handoffs/store.ts';
import { findBaseline, findCompiled, listCorrections, listLearnings, readSuite } from '../memory/store.ts';
import { listCheckpoints } from '../missions/checkpoints/checkpoints.ts';
import { listAssertions, listFeatures, listMissions, stagingFolders } from '../missions/mission/store.ts';
import { listNotes } from '../notes/notes.ts';
import { readLines } from '../records/lines.ts';
import { mainLayer, readConfigFile } from '../config/config.ts';
import { WITHOUT_EFFECT } from '../config/known-key-rules.ts';
import { exists, type Notice, type Project, withNotice } from '../records/project.ts';
import { findMisplaced, namesIn } from '../records/records.ts';
import { worktreeLine } from '../records/worktree.ts';
import { CONFIG_TEMPLATE } from '../config/templates.ts';
import { files, folders } from '../records/tree.ts';
import { listReplies } from '../replies/replies.ts';

/** The checks that every face shows: git, both configurations, and keys that do nothing where they stand. */
export function basicChecks(project: Project): StateCheck[] {
  return [
    gitCheck(project),
    ...worktreeCheck(project),
    configCheck({ name: 'project-config', path: files.config(project), fix: 'maestro init' }),
    configCheck({ name: 'global-config', path: files.userConfig(project), fix: 'maestro init --global' }),
    ...ineffectiveKeys(project),
  ];
}

/** All checks of a project's files: the basic ones, and one for every damaged or left-over file. */
export function stateChecks(project: Project): StateCheck[] {
  const conflicts = conflicted(project);
  const own = new Set(conflicts.map(({ path }) => path));
  const damaged = damagedFiles(project).filter(({ path }) => path === undefined || !own.has(path));
  return [...basicChecks(project), ...conflicts, ...damaged, ...leftovers(project)];
}

function conflicted(project: Project): StateCheck[] {
  return conflictedFiles(project).map((path) => ({
    name: `conflict-${basename(path)}`,
    status: 'warn',
    message: `${path} holds both sides of a merge, and is not used until one is chosen.`,
    fix: `maestro doctor --fix --keep ours (or theirs) --file ${shellWord(path)} takes one side and keeps both in a copy.`,
    path,
  }));
}

function gitCheck(project: Project): StateCheck {
  const checkout = findCheckout(project.cwd);
  if (checkout !== undefined) return { name: 'git', status: 'ok', message: `Repository at ${checkout.root}.` };
  return {
    name: 'git',
    status: 'fail',
    message: `${project.cwd} is not inside a git repository.`,
    fix: 'Run git init.',
  };
}

function worktreeCheck({ cwd }: Project): StateCheck[] {
  const message = worktreeLine({ cwd });
  return message === undefined ? [] : [{ name: 'worktree', status: 'ok', message }];
}

function configCheck({ name, path, fix }: { name: string; path: string; fix: string }): StateCheck {
  if (!exists(path)) return { name, status: 'warn', message: `There is no ${path}.`, fix: `Run ${fix}.` };
  try {
    readConfigFile(path);
    return { name, status: 'ok', message: `${path} is fine.` };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { name, status: 'warn', message, fix: `Correct ${path}.` };
  }
}

/** Keys that belong to the user and do nothing in a project. What init itself wrote is not a finding. */
function ineffectiveKeys(project: Project): StateCheck[] {
  const path = files.config(project);
  const read = (from: string) => {
    try {
      return readConfigFile(from);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return {};
    }
  };
  const own = read(path);
  const checks: StateCheck[] = [];
  const ignored = (name: string, message: string, fix: string): void => {
    checks.push({ name: `ignored-${name}`, status: 'warn', message, fix });
  };
  const mode = own.ui?.missionControl?.backgroundMode;
  if (mode !== undefined && mode !== 'solid') {
    ignored(
      'ui-missionControl-backgroundMode',
      `ui.missionControl.backgroundMode in ${path} has no effect: it belongs to the user.`,
      `Move it to ${files.userConfig(project)}.`,
    );
  }
  for (const [from, config] of [
    [path, own],
    [files.userConfig(project), read(files.userConfig(project))],
  ] as const) {
    for (const key of keysWithoutEffect(config)) {
      ignored(key.replaceAll('.', '-'), `${key} in ${from} has no effect.`, 'Remove it.');
    }
  }
  const both = Object.keys(mainLayer(project)).filter((key) => key in read(files.userConfig(project)));
  if (both.length > 0) {
    ignored(
      both.join('-'),
      `${both.join(', ')} in ${files.userConfig(project)} has no effect: ${files.mainConfig(project)} sets it too, and wins.`,
      'Set it in one of them.',
    );
  }
  return checks;
}

let template: unknown;

/** Those that somebody set: what `init` writes by itself is not a finding. */
function keysWithoutEffect(config: ProjectConfig): string[] {
  template ??= parseYaml(CONFIG_TEMPLATE);
  return WITHOUT_EFFECT.filter((key) => {
    const value = valueAt(config, key);
    return value !== undefined && !isDeepStrictEqual(value, valueAt(template, key));
  });
}

function valueAt(config: unknown, key: string): unknown {
  return key.split('.').reduce((value, part) => (value as Record<string, unknown> | undefined)?.[part], config);
}

/** Reads everything and answers what could not be read. */
export function damagedFiles(project: Project): StateCheck[] {
  const found = listen(project, (listening) => [
    () => listHandoffs(listening),
    () => {
      for (const mission of listMissions(listening)) readParts(listening, mission);
    },
  ]);
  return [...found, ...damagedElsewhere(project)].map((notice) => ({
    name: `damaged-${basename(notice.path ?? 'file')}`,
    status: 'warn',
    message: notice.sentence,
    fix: 'maestro doctor --fix repairs what it can and keeps a copy.',
    ...present({ path: notice.path }),
  }));
}

/** What could not be read outside missions and handoffs, and what stands where a folder belongs. */
export function damagedElsewhere(project: Project): Notice[] {
  const misplaced = Object.values(folders).flatMap((folder) => findMisplaced(project, folder(project)) ?? []);
  const once = new Map(misplaced.map((file) => [file.path, { kind: 'damaged' as const, ...file }]));
  const found = listen(project, (listening) => [
    () => listCorrections(listening),
    () => listLearnings(listening),
    () => findCompiled(listening),
    () => readSuite(listening),
    () => findBaseline(listening),
    () => readGraph(listening),
    () => listNotes(listening),
    () => readLines(listening, files.principles(project), Principle),
    () => readLines(listening, files.outcomes(project), PrincipleOutcome),
    () => readLines(listening, files.tasks(project), Task),
    () => listReplies(listening),
  ]);
  return [...once.values(), ...found.filter(({ path }) => !once.has(path ?? ''))];
}

/** What readers notice, or throw, because a file is damaged. */
function listen(project: Project, readersOf: (listening: Project) => (() => unknown)[]): Notice[] {
  const found: Notice[] = [];
  for (const reader of readersOf(withNotice(project, (notice) => found.push(notice)))) attempt(reader, found);
  return found.filter((notice) => notice.kind === 'damaged');
}

function readParts(project: Project, mission: Mission): void {
  listFeatures(project, mission);
  listAssertions(project, mission.id);
  listCheckpoints(project, mission.id);
}

function attempt(read: () => unknown, found: Notice[]): void {
  try {
    read();
  } catch (error) {
    const path = error instanceof MaestroError ? error.path : undefined;
    const sentence = error instanceof Error ? error.message : String(error);
    found.push({ kind: 'damaged', sentence, ...present({ path }) });
  }
}

/** What a process that was killed left behind. Harmless, and in the way of nobody. */
export function leftoverPaths(project: Project): string[] {
  const locks = namesIn(folders.handoffs(project)).filter((name) => /\.(tmp|dead)$|\.lock\.\d+\.\d+$/.test(name));
  return [...stagingFolders(project), ...locks.map((name) => join(folders.handoffs(project), name))];
}

function leftovers(project: Project): StateCheck[] {
  return leftoverPaths(project).map((path) => ({
    name: `leftover-${basename(path)}`,
    status: 'warn',
    message: `${path} was left behind by a process that was killed.`,
    fix: 'maestro doctor --fix removes it.',
    path,
  }));
}
