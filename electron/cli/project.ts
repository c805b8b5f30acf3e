import { findProject, type Project } from '../engine/project/records/project.ts';
import { plain } from './output/text.ts';
import type { Call } from './arguments/command.ts';

/** The project around the working directory. What it notices goes to stderr, also with `--json`. */
export function openProject({ out }: Pick<Call, 'out'>): Project {
  const told = new Set<string>();
  return findProject({
    notice: ({ kind, sentence }) => {
      if (told.has(sentence)) return;
      told.add(sentence);
      out.warn(`${kind}: ${plain(sentence)}`);
    },
  });
}
