import { basename } from 'node:path';
import type { ProjectEntry } from '../../../contract/projects.ts';
import type { Change } from '../../../contract/snapshot.ts';
import type { Context } from '../../context.ts';
import type { Kind } from '../../running.ts';
import { Followed } from './followed.ts';
import { knownProjects, type Sources } from './known.ts';
import { forgetOpen, rememberOpen } from './recent.ts';
import { watchUser } from './watch.ts';

const OPEN_LIST = 'ours/projects.json';

const PROJECTS: Kind<UserProjects> = { name: 'projects' };

/** The projects of an engine's user. */
export function projectsOf(context: Context): UserProjects {
  return context.running.only(PROJECTS, () => new UserProjects(context));
}

/**
 * Which projects there are, and which of them are followed: those on the list of open ones. The list is a file, so
 * that another window, and the next start, follow the same.
 */
export class UserProjects {
  readonly #context: Context;
  readonly #followed = new Map<string, Followed>();
  #known: Sources = new Map();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(context: Context) {
    this.#context = context;
  }

  async open(root: string): Promise<ProjectEntry> {
    return this.#inTurn(async () => {
      await rememberOpen(this.#context, root);
      const followed = this.#followed.get(root) ?? this.#follow(root);
      await this.#showKnown();
      return followed.entry;
    });
  }

  async close(root: string): Promise<void> {
    await this.#inTurn(async () => {
      await forgetOpen(this.#context, root);
      await this.#unfollow(root);
      await this.#showKnown();
    });
  }

  /** Follows what is on the list, as it is now and as it changes, until the engine closes. */
  async watch(): Promise<void> {
    await Promise.all([this.#watchFiles(), this.#watchContainers()]);
  }

  /** Ends when everything that is followed has ended, because the engine closes. */
  async settled(): Promise<void> {
    await this.#turn;
    await Promise.all([...this.#followed.values()].map((followed) => followed.ended));
  }

  async #watchFiles(): Promise<void> {
    const { paths, closing } = this.#context;
    for await (const changes of watchUser(paths.home, closing)) {
      await this.#inTurnOrLog(() => this.#adopt());
      if (changes.some(({ path }) => path !== OPEN_LIST)) {
        for (const followed of this.#followed.values()) followed.touch();
      }
    }
  }

  async #watchContainers(): Promise<void> {
    for await (const event of this.#context.state.watch(this.#context.closing)) {
      if (event.kind === 'snapshot' || event.change.containers === undefined) continue;
      if (Object.keys(event.change.containers).length > 0) await this.#inTurnOrLog(() => this.#showKnown());
    }
  }

  /** Follows what the list names, and nothing else. */
  async #adopt(): Promise<void> {
    await this.#showKnown();
    const listed = [...this.#known].filter(([, sources]) => sources.includes('recent')).map(([root]) => root);
    for (const root of this.#followed.keys()) if (!listed.includes(root)) await this.#unfollow(root);
    for (const root of listed) if (!this.#followed.has(root)) this.#follow(root);
    await this.#showKnown();
  }

  #follow(root: string): Followed {
    const followed = new Followed(this.#context, root, ['open', ...(this.#known.get(root) ?? [])]);
    this.#followed.set(root, followed);
    return followed;
  }

  async #unfollow(root: string): Promise<void> {
    await this.#followed.get(root)?.close();
    this.#followed.delete(root);
  }

  /** Brings the entries of all projects up to what is known about them. */
  async #showKnown(): Promise<void> {
    this.#known = await knownProjects(this.#context);
    for (const [root, followed] of this.#followed) followed.knownFrom(['open', ...(this.#known.get(root) ?? [])]);
    const shown = this.#context.state.snapshot.projects;
    const projects: NonNullable<Change['projects']> = {};
    for (const root of Object.keys(shown)) {
      if (!this.#followed.has(root) && !this.#known.has(root)) projects[root] = null;
    }
    for (const [root, sources] of this.#known) {
      if (this.#followed.has(root)) continue;
      const entry = this.#entryOf(root, sources);
      if (JSON.stringify(entry.sources) !== JSON.stringify(shown[root]?.sources)) projects[root] = entry;
    }
    if (Object.keys(projects).length > 0) this.#context.state.change({ projects });
  }

  #entryOf(path: string, sources: ProjectEntry['sources']): ProjectEntry {
    const empty = { problem: null, pendingHandoffs: 0, missionCount: 0, damaged: [] };
    return { path, name: basename(path), sources, state: 'known', stamp: this.#context.now().getTime(), ...empty };
  }

  /** Watching goes on, and so does everything else of the engine. */
  async #inTurnOrLog(work: () => Promise<void>): Promise<void> {
    try {
      await this.#inTurn(work);
    } catch (error) {
      this.#context.log.error({ err: error }, 'the list of open projects cannot be read');
    }
  }

  /** One after the other: what is on the list and what is followed must not drift apart. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
