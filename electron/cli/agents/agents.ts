import type { Author } from '../../contract/authors.ts';
import { workersOf } from '../../engine/project/launches/store.ts';
import { findProject, type Project } from '../../engine/project/records/project.ts';
import { recordAuthor } from '../../engine/project/records/authored.ts';
import { findAuthor } from '../arguments/author.ts';
import type { Call, Command } from '../arguments/command.ts';
import { withWholeIds } from '../arguments/whole-ids.ts';
import { allowed, mayNot, withOwnMission } from './rules.ts';

type Parsed = Omit<Call, 'out' | 'commands'>;

/** A command of an agent in a container, limited to what it may do. `done` keeps that it did. AGENT_MAY_NOT. */
export function forAgent(
  path: string,
  command: Command,
  parsed: Parsed,
): { readonly parsed: Parsed; readonly done: () => Promise<void> } {
  const author = findAuthor();
  if (author === undefined) return { parsed, done: () => Promise.resolve() };
  const own = { ...parsed, ...withOwnMission(path, author, parsed) };
  const { words, writes } = allowed(path, author, withWholeIds(own, command));
  const project = findProject({ author });
  if (writes) refuseEarlier(project, author);
  return {
    parsed: { ...own, ...words },
    done: async () => {
      if (writes) await recordAuthor(project, path);
    },
  };
}

/** The container of an earlier agent may still run. */
function refuseEarlier(project: Project, { of, container }: Author): void {
  const workers = workersOf(project, of);
  if (workers.length > 0 && !workers.includes(container))
    throw mayNot(`Another agent works on feature ${of.feature} by now, in ${workers.join(', ')}.`);
}
