import { join } from 'node:path';
import { NewNote, type Note, NoteFile } from '../../../contract/notes.ts';
import { checked, fail } from '../../errors.ts';
import { withFileLock } from '../records/lock.ts';
import { branchOf, type Project } from '../records/project.ts';
import { readRecord } from '../../disk/read.ts';
import { writeRecord } from '../records/records.ts';
import { files } from '../records/tree.ts';

/** All notes, oldest first. FILE_DAMAGED. */
export function listNotes(project: Project): Note[] {
  return readRecord(files.notes(project), NoteFile) ?? [];
}

/** Keeps a note with the branch it belongs to. GIT_MISSING outside a repository, INPUT_INVALID without a text. */
export async function addNote(project: Project, input: { readonly content: string }): Promise<Note> {
  const { content } = checked(NewNote, input);
  if (content.trim() === '')
    throw fail('INPUT_INVALID', 'A note needs a text.', { hints: ['Example: maestro note --content "…"'] });
  const branch = branchOf(project, project.cwd);
  if (branch === undefined) {
    throw fail('GIT_MISSING', `${project.cwd} is not inside a git repository, and a note belongs to a branch.`, {
      hints: ['Run git init first, or keep it with maestro memory-learn --content "…".'],
    });
  }
  return withFileLock(project, join(project.folder, '.notes.lock'), async () => {
    const note = { timestamp: project.now().toISOString(), content, git_branch: branch };
    await writeRecord(project, files.notes(project), [...listNotes(project), note]);
    return note;
  });
}
