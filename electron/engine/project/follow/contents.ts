import type { MissionSummary } from '../../../contract/missions.ts';
import type { DamagedFile } from '../../../contract/projects.ts';
import { listCheckpoints } from '../missions/checkpoints/checkpoints.ts';
import { isProblem, MaestroError } from '../../errors.ts';
import { findHandoff, handoffIds, handoffPath } from '../handoffs/store.ts';
import { checksSign } from '../missions/assertions/checks.ts';
import { missionIds, readMission } from '../missions/mission/store.ts';
import { findRun } from '../missions/runs/store.ts';
import { summaryOf } from '../missions/summary-rules.ts';
import { tellConflicts } from '../health/conflicts.ts';
import { damagedElsewhere } from '../health/checks.ts';
import { withRemedies } from '../health/remedies.ts';
import { readConfigFile } from '../config/config.ts';
import { isSequentialId } from '../records/id-rules.ts';
import { loopYielder } from '../records/loop-yielder.ts';
import { type Project, withNotice } from '../records/project.ts';
import { files, missionTree } from '../records/tree.ts';

/** Missions that were read again: null for one that is gone or cannot be read. */
export type Reread = ReadonlyMap<string, MissionSummary | null>;

/**
 * What a list shows of a project, kept fresh by reading again only what changed. Long reading is sliced, so that
 * nothing else has to wait.
 */
export class Contents {
  readonly #project: Project;
  readonly #missions = new Map<string, { readonly summary: MissionSummary | null; readonly damaged: DamagedFile[] }>();
  readonly #handoffs = new Map<string, 'pending' | 'other' | DamagedFile>();
  #elsewhere: readonly DamagedFile[] = [];

  constructor(project: Project) {
    this.#project = project;
  }

  get missionCount(): number {
    return [...this.#missions.values()].filter(({ summary }) => summary !== null).length;
  }

  get pendingHandoffs(): number {
    return [...this.#handoffs.values()].filter((handoff) => handoff === 'pending').length;
  }

  get damaged(): DamagedFile[] {
    const damaged = tellConflicts([
      ...[...this.#missions.values()].flatMap((mission) => mission.damaged),
      ...[...this.#handoffs.values()].filter((handoff) => typeof handoff === 'object'),
      ...this.#elsewhere,
    ]);
    return withRemedies(this.#project, damaged);
  }

  /** Reads everything. `told` hears of every mission as soon as it was read. FILE_UNREADABLE. */
  async readAll(told: (mission: Reread) => void): Promise<void> {
    const pause = loopYielder();
    this.#readElsewhere();
    for (const id of handoffIds(this.#project)) {
      this.#readHandoff(id);
      await pause();
    }
    for (const id of missionIds(this.#project).sort().reverse()) {
      told(new Map([[id, this.#readMission(id)]]));
      await pause();
    }
  }

  /** Reads what these paths belong to, inside `.maestro/`. FILE_UNREADABLE. */
  async readAgain(paths: readonly string[]): Promise<Reread> {
    const pause = loopYielder();
    const reread = new Map<string, MissionSummary | null>();
    for (const id of new Set([
      ...idsIn(paths, 'missions/'),
      ...idsIn(paths, 'ours/runs/'),
      ...idsIn(paths, 'ours/checks/'),
    ])) {
      reread.set(id, this.#readMission(id));
      await pause();
    }
    for (const id of idsIn(paths, 'handoffs/')) {
      this.#readHandoff(id);
      await pause();
    }
    if (paths.some((path) => !/^(missions|handoffs|ours\/(runs|launches|paths|checks|proof))\//.test(path)))
      this.#readElsewhere();
    return reread;
  }

  #readMission(id: string): MissionSummary | null {
    const damaged: DamagedFile[] = [];
    const project = gathering(this.#project, damaged);
    const summary = readSummary(project, { id, damaged });
    if (summary === null && damaged.length === 0) this.#missions.delete(id);
    else this.#missions.set(id, { summary, damaged });
    return summary;
  }

  #readHandoff(id: string): void {
    const found = findHandoff(this.#project, id);
    if (found === undefined) this.#handoffs.delete(id);
    else if ('value' in found) this.#handoffs.set(id, found.value.status === 'pending' ? 'pending' : 'other');
    else this.#handoffs.set(id, { path: handoffPath(this.#project, id), sentence: found.damage.message });
  }

  #readElsewhere(): void {
    const damaged: DamagedFile[] = [];
    const project = gathering(this.#project, damaged);
    try {
      readConfigFile(files.config(project));
    } catch (error) {
      if (!(error instanceof MaestroError)) throw error;
      damaged.push({ path: files.config(project), sentence: error.message });
    }
    for (const { path, sentence } of damagedElsewhere(project))
      damaged.push({ path: path ?? project.folder, sentence });
    this.#elsewhere = damaged;
  }
}

/** The mission as a list shows it; null when it is gone, or its own file cannot be read. */
function readSummary(
  project: Project,
  { id, damaged }: { readonly id: string; readonly damaged: DamagedFile[] },
): MissionSummary | null {
  try {
    const own = { run: findRun(project, id), checks: checksSign(project, id) };
    const summary = summaryOf(project.root, readMission(project, id), own);
    listCheckpoints(project, id);
    return summary;
  } catch (error) {
    if (isProblem(error, 'MISSION_NOT_FOUND')) return null;
    if (!(error instanceof MaestroError)) throw error;
    damaged.push({ path: missionTree(project, id).record, sentence: error.message });
    return null;
  }
}

/** The project with its damaged files gathered; what else is noticed while reading is for nobody. */
function gathering(project: Project, damaged: DamagedFile[]): Project {
  return withNotice(project, ({ kind, path, sentence }) => {
    if (kind === 'damaged') damaged.push({ path: path ?? project.folder, sentence });
  });
}

function idsIn(paths: readonly string[], folder: string): Set<string> {
  const names = paths.flatMap((path) =>
    path.startsWith(folder) ? [path.slice(folder.length).split('/')[0] ?? ''] : [],
  );
  return new Set(names.map((name) => name.replace(/\.json$/, '')).filter(isSequentialId));
}
