import { exists, type Project } from '../records/project.ts';
import { files } from '../records/tree.ts';

export type ConfigSource = 'project' | 'global' | 'none';

/** Which configuration there is. An empty file counts. */
export function configSource(project: Project): ConfigSource {
  if (exists(files.config(project))) return 'project';
  return exists(files.userConfig(project)) ? 'global' : 'none';
}
