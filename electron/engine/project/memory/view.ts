import { join } from 'node:path';
import type { MemoryView } from '../../../contract/memory.ts';
import type { Project } from '../records/project.ts';
import { lintMemory, memoryStats } from './memory.ts';
import { findBaseline, findCompiled, listCorrections, listLearnings, readSuite } from './store.ts';

/** Everything that a project remembers. */
export function viewMemory(project: Project): MemoryView {
  return {
    corrections: listCorrections(project),
    learnings: listLearnings(project),
    compiled: findCompiled(project) ?? null,
    suite: readSuite(project),
    baseline: findBaseline(project) ?? null,
    stats: memoryStats(project),
    lint: lintMemory(project).warnings,
    folder: join(project.folder, 'memory'),
  };
}
