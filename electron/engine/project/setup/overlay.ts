import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MaestroError } from '../../errors.ts';
import { exists, type Project } from '../records/project.ts';
import { readText } from '../../disk/read.ts';
import { reportDamage } from '../records/records.ts';

/** A file that the project brought along in `.factory/`, and where it belongs. */
export interface OverlayFile {
  readonly source: string;
  /** Inside `.maestro/`. */
  readonly path: string;
  readonly text: string;
}

const FILES: readonly (readonly [string, string])[] = [
  ['AGENTS.md', 'AGENTS.md'],
  ['init.sh', 'bootstrap/init.sh'],
  ['services.yaml', 'bootstrap/services.yaml'],
];
const FOLDERS: readonly (readonly [string, string])[] = [
  ['library', 'bootstrap/library'],
  ['validation', 'bootstrap/validation'],
  ['skills', 'skills'],
];

/** What a project from the older Factory layout has of its own, in the order of its paths. Unreadable files are reported. */
export function overlayFiles(project: Project): OverlayFile[] {
  const root = join(project.root, '.factory');
  const single = FILES.filter(([from]) => exists(join(root, from)));
  const nested = FOLDERS.flatMap(([from, to]) =>
    filesBelow(join(root, from)).map((name) => [join(from, name), `${to}/${name}`] as const),
  );
  return [...single, ...nested].flatMap(([from, path]) => read(project, join(root, from), path));
}

function read(project: Project, source: string, path: string): OverlayFile[] {
  try {
    const text = readText(source);
    return text === undefined ? [] : [{ source, path, text }];
  } catch (error) {
    if (!(error instanceof MaestroError)) throw error;
    reportDamage(project, source, error);
    return [];
  }
}

/** Plain files only: a link may lead anywhere. */
function filesBelow(folder: string, prefix = ''): string[] {
  if (!exists(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const name = `${prefix}${entry.name}`;
      if (entry.isDirectory()) return filesBelow(join(folder, entry.name), `${name}/`);
      return entry.isFile() ? [name] : [];
    });
}
