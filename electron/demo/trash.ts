import { basename } from 'node:path';
import type { Container } from '../contract/containers.ts';
import { TrashEntry, type TrashList } from '../contract/trash.ts';
import { fail } from '../engine/errors.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';
import { creation, demoContainer, phasesAt } from './fleet.ts';
import { knownContainer } from './known.ts';

const DAY = 86_400_000;
const at = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

/** A made-up removed container. */
export function trashEntry(name: string, change: Partial<Record<keyof TrashEntry, unknown>> = {}): TrashEntry {
  return TrashEntry.parse({
    id: `maestro-${name}.20260501T100000000Z`,
    name: `maestro-${name}`,
    shortName: name,
    nick: null,
    project: '/home/ada/work/shop-api',
    branch: name.replace(/-\d+$/, '').replace('-', '/'),
    baseCommit: '9f2c41d0a7be11a0a3b5c0ffee00112233445566',
    agent: 'claude',
    model: 'opus',
    task: 'Retry webhooks that failed, with a growing pause between them',
    limits: { memoryBytes: 4 * 1024 ** 3, cpus: 2, pids: 512 },
    createdAt: at(-3),
    removedAt: at(-1),
    commits: 3,
    changed: 2,
    bytes: 34_200_000,
    keptUntil: at(13),
    ...change,
  });
}

const TRASH: TrashList = {
  entries: [
    trashEntry('feat-webhook-retries-1'),
    trashEntry('fix-rounding-2', {
      commits: null,
      changed: null,
      bytes: 1_210_000_000,
      keptUntil: at(-0.1),
      nick: 'cents',
    }),
    trashEntry('chore-bump-deps-1', { agent: 'codex', model: null, commits: 0, changed: 0, keptUntil: at(0.2) }),
  ],
  damaged: [{ id: 'maestro-docs-guide-1.20260430T090000000Z', why: 'home.tar.gz is not as it was written.' }],
};

/** A trash of three and of `more`, which takes what is removed and gives it back. */
export function demoTrash(state: State, demo: Answering, more: readonly TrashEntry[] = []) {
  let { entries, damaged } = TRASH;
  entries = [...entries, ...more];
  const kept = new Map<string, Container>();
  const toTrash = (name: string): void => {
    const gone = knownContainer(state, name);
    const entry = removed(gone);
    entries = [entry, ...entries];
    kept.set(entry.id, gone);
    state.change({ containers: { [name]: null } });
  };
  return {
    list: demo.trash.list.handler(() => ({ entries, damaged })),
    restore: demo.trash.restore.handler(({ input: { id, creation: by } }) => {
      const entry = entries.find((one) => one.id === id);
      if (entry === undefined) throw fail('TRASH_NOT_FOUND', `The demo’s trash has no ${id}.`);
      const back = kept.get(id) ?? restored(entry);
      const done = creation(by, { state: 'done', name: back.name, phases: phasesAt('agent', Date.now()) });
      state.change({ creations: { [by]: done }, containers: { [back.name]: back } });
      entries = entries.filter((one) => one !== entry);
      return back;
    }),
    empty: demo.trash.empty.handler(({ input: { ids } }) => {
      entries = entries.filter(({ id }) => !ids.includes(id));
      damaged = damaged.filter(({ id }) => !ids.includes(id));
      return { removed: ids };
    }),
    /** What removes a container into it. */
    remove: demo.containers.remove.handler(({ input: { name, discard } }) => {
      if (discard) state.change({ containers: { [name]: null } });
      else toTrash(name);
    }),
    toTrash,
  };
}

function removed({ name, shortName, nick, branch, agent, model, task, project, git }: Container): TrashEntry {
  const removedAt = at(0);
  const id = `${name}.${removedAt.replaceAll(/[^0-9TZ]/g, '')}`;
  const counts = { commits: git?.sinceBase ?? null, changed: git?.changed ?? null };
  return trashEntry(shortName, {
    id,
    name,
    nick,
    branch,
    agent,
    model,
    task,
    ...counts,
    project: project.path,
    removedAt,
  });
}

function restored({ name, shortName, project, branch, agent, model, task }: TrashEntry): Container {
  const sketch = { project, agent, model, task, name: shortName, state: 'stopped', minutes: 0, days: 6 } as const;
  const made = demoContainer({ ...sketch, evidence: 'Restored from the trash' }, { index: 0, now: Date.now() });
  return { ...made, name, branch, project: { path: project, name: basename(project) } };
}
