import { exists, findProject, type Project } from '../engine/project/records/project.ts';
import { worktreeLine } from '../engine/project/records/worktree.ts';
import { findAuthor } from './arguments/author.ts';
import { plain } from './output/text.ts';
import type { Call } from './arguments/command.ts';

/** The project around the working directory. What it notices goes to stderr, also with `--json`. */
export function openProject({ out }: Pick<Call, 'out'>): Project {
  const told = new Set<string>();
  const notice: Project['notice'] = ({ kind, sentence }) => {
    if (told.has(sentence)) return;
    told.add(sentence);
    out.warn(`${kind}: ${plain(sentence)}`);
  };
  const project = findProject({ notice, author: findAuthor() });
  if (!exists(project.folder)) tellEmpty(project);
  return project;
}

/** An empty list must not hide that the worktree beside has a full one. */
function tellEmpty(project: Project): void {
  const sentence = worktreeLine(project);
  if (sentence !== undefined) project.notice({ kind: 'warning', sentence });
}
