import { basename } from 'node:path';
import { missionKey, type MissionSummary } from '../../../contract/missions.ts';
import type { ProjectEntry } from '../../../contract/projects.ts';
import type { Change } from '../../../contract/snapshot.ts';
import type { Context } from '../../context.ts';
import { problemOf } from '../../errors.ts';
import { Contents, type Reread } from './contents.ts';
import { projectOf } from './opened.ts';
import { exists, type Project } from '../records/project.ts';
import { watchState } from './watch.ts';
import { folderInode } from './watched-tree.ts';

type Following = Pick<Context, 'paths' | 'state' | 'now' | 'log' | 'closing'>;

const SHOW_MS = 100;
const MOST_DAMAGED = 100;

/** One opened project: its entry and its missions in the snapshot stay what its files say, until it is closed. */
export class Followed {
  readonly #context: Following;
  readonly #project: Project;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  #contents: Contents;
  #sources: ProjectEntry['sources'];
  #stamp: number;
  #isRead = false;
  #problem: ProjectEntry['problem'] = null;

  constructor(context: Following, root: string, sources: ProjectEntry['sources']) {
    this.#context = context;
    this.#project = projectOf(context, root);
    this.#contents = new Contents(this.#project);
    this.#sources = sources;
    this.#stamp = context.now().getTime();
    this.#show();
    this.#ended = this.#follow();
  }

  get entry(): ProjectEntry {
    const damaged = this.#contents.damaged;
    return {
      path: this.#project.root,
      name: basename(this.#project.root),
      sources: this.#sources,
      state: this.#state(),
      problem: this.#problem,
      stamp: this.#stamp,
      pendingHandoffs: this.#contents.pendingHandoffs,
      missionCount: this.#contents.missionCount,
      damaged: damaged.slice(0, MOST_DAMAGED),
    };
  }

  /** Settles when it is no longer followed. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Something outside its own files changed that its pages show. */
  touch(): void {
    this.#grow();
    this.#show();
  }

  /** Why the project is known, as of now. */
  knownFrom(sources: ProjectEntry['sources']): void {
    if (sources.join() === this.#sources.join()) return;
    this.#sources = sources;
    this.#show();
  }

  /** Stops following. Its entry and its missions leave the snapshot. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
    const { root } = this.#project;
    this.#context.state.change({ projects: { [root]: null }, missions: this.#without(new Set()) });
  }

  async #follow(): Promise<void> {
    const signal = AbortSignal.any([this.#stop.signal, this.#context.closing]);
    for await (const changes of watchState(this.#project, signal)) {
      try {
        if (this.#isRead) await this.#readAgain(changes.map(({ path }) => path));
        else await this.#readAll();
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  async #readAll(): Promise<void> {
    this.#contents = new Contents(this.#project);
    let waiting = new Map<string, MissionSummary | null>();
    let shown = performance.now();
    const seen = new Set<string>();
    await this.#contents.readAll((reread) => {
      for (const [id, summary] of reread) waiting.set(id, summary);
      for (const id of reread.keys()) seen.add(id);
      if (performance.now() - shown < SHOW_MS) return;
      this.#show(this.#changesOf(waiting));
      waiting = new Map();
      shown = performance.now();
    });
    this.#isRead = true;
    this.#problem = null;
    this.#grow();
    this.#show({ ...this.#without(seen), ...this.#changesOf(waiting) });
  }

  async #readAgain(paths: readonly string[]): Promise<void> {
    const reread = await this.#contents.readAgain(paths);
    if (paths.length === 0 && this.#state() === this.#shownState()) return;
    this.#grow();
    this.#show(this.#changesOf(reread));
  }

  /** It is tried again as a whole with the next change, or when its files are looked through. */
  #fail(error: unknown): void {
    this.#context.log.error({ err: error, project: this.#project.root }, 'reading a project failed');
    this.#problem = problemOf(error);
    this.#isRead = false;
    this.#grow();
    this.#show();
  }

  #grow(): void {
    this.#stamp = Math.max(this.#stamp + 1, this.#context.now().getTime());
  }

  #show(missions: NonNullable<Change['missions']> = {}): void {
    this.#context.state.change({ projects: { [this.#project.root]: this.entry }, missions });
  }

  #changesOf(reread: Reread): NonNullable<Change['missions']> {
    const { root } = this.#project;
    return Object.fromEntries([...reread].map(([id, summary]) => [missionKey(root, id), summary]));
  }

  /** The missions in the snapshot that are none of these, as removed. */
  #without(ids: ReadonlySet<string>): NonNullable<Change['missions']> {
    const { root } = this.#project;
    const own = Object.values(this.#context.state.snapshot.missions).filter(({ project }) => project === root);
    const gone = own.filter(({ id }) => !ids.has(id));
    return Object.fromEntries(gone.map(({ id }) => [missionKey(root, id), null]));
  }

  #shownState(): ProjectEntry['state'] | undefined {
    return this.#context.state.snapshot.projects[this.#project.root]?.state;
  }

  #state(): ProjectEntry['state'] {
    if (folderInode(this.#project.root) === undefined) return 'missing';
    if (this.#problem !== null) return 'failed';
    if (!this.#isRead) return 'opening';
    return exists(this.#project.folder) ? 'ready' : 'uninitialized';
  }
}
