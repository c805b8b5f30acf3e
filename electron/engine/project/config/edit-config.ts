import { ConfigEdit, ProjectConfig } from '../../../contract/config.ts';
import { editDocument } from '../../config/document.ts';
import { parseYaml } from '../../disk/yaml.ts';
import { checked, fail } from '../../errors.ts';
import { configFlaw } from './config.ts';
import { isKnownKey } from './known-key-rules.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { writeText } from '../records/records.ts';
import { files } from '../records/tree.ts';

export interface ConfigEdited {
  readonly path: string;
  /** The file before and after. */
  readonly before: string;
  readonly after: string;
}

/** What a file would be after an edit. CONFIG_INVALID when the file or the new value is none that can be used. */
export function previewConfig(project: Project, { scope, keyPath, value }: ConfigEdit): ConfigEdited {
  const path = scope === 'project' ? files.config(project) : files.userConfig(project);
  const { before, after } = editDocument(path, keyPath.split('.'), value ?? undefined);
  const values = parseYaml(after) ?? {};
  const parsed = ProjectConfig.safeParse(values);
  if (!parsed.success) {
    throw fail('CONFIG_INVALID', `${path} would not be usable. ${configFlaw(parsed.error, values)}`);
  }
  return { path, before, after };
}

/** Sets or removes one key of `config.yaml` and keeps everything else in it, comments included. CONFIG_INVALID, LOCK_HELD. */
export async function editConfig(project: Project, input: ConfigEdit): Promise<ConfigEdited> {
  const edit = checked(ConfigEdit, input);
  const path = edit.scope === 'project' ? files.config(project) : files.userConfig(project);
  return withFileLock(project, `${path}.lock`, async () => {
    const edited = previewConfig(project, edit);
    if (edit.value !== null && !isKnownKey(edit.keyPath)) {
      const sentence = `Maestro does not know the key ${edit.keyPath}: it is kept and does nothing.`;
      project.notice({ kind: 'warning', sentence });
    }
    if (edited.after !== edited.before) await writeText(project, path, edited.after);
    return edited;
  });
}
