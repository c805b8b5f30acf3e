import { z } from 'zod';
import { ContainerName, Instant } from './ids.ts';
import { procedure } from './procedure.ts';

/** Where a container has its copy of the project. */
export const WORKSPACE = '/workspace';

/** An absolute path of a container. */
export const InsidePath = z
  .string()
  .max(4096)
  .regex(/^\/[^\0]*$/s, 'Give an absolute path of the container, such as /workspace/src.');

/** Of a longer folder no more is told. */
export const FOLDER_MOST = 2000;
/** Of a longer text the beginning is told. */
export const TEXT_MOST_BYTES = 512 * 1024;
/** A larger picture is not told. */
export const PICTURE_MOST_BYTES = 4 * 1024 * 1024;

export const PictureType = z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
export type PictureType = z.infer<typeof PictureType>;

/** A picture, as it is. */
export const Picture = z.object({ bytes: z.number().min(0), type: PictureType, base64: z.base64() });
export type Picture = z.infer<typeof Picture>;

/** One name in a folder, as the container tells it: whoever works there may have made it up. */
export const FolderEntry = z.object({
  name: z.string().min(1).max(1024),
  /** What it leads to, where it is a link. `gone`: a link that leads nowhere. */
  kind: z.enum(['folder', 'file', 'other', 'gone']),
  link: z.boolean(),
  bytes: z.number().min(0),
  changedAt: Instant.nullable(),
});
export type FolderEntry = z.infer<typeof FolderEntry>;

/** What is at a path of a container. `cut`: there is more of it. */
export const Looked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), entries: z.array(FolderEntry).max(FOLDER_MOST), cut: z.boolean() }),
  z.object({ kind: z.literal('text'), bytes: z.number().min(0), text: z.string(), cut: z.boolean() }),
  Picture.extend({ kind: z.literal('picture') }),
  z.object({ kind: z.literal('bytes'), bytes: z.number().min(0) }),
]);
export type Looked = z.infer<typeof Looked>;

export const files = {
  /** Looks at a folder or a file of a running container, with the eyes of its agent. CONTAINER_NOT_RUNNING, FILE_UNREADABLE, CONTAINER_SILENT. */
  look: procedure.input(z.object({ name: ContainerName, path: InsidePath.default(WORKSPACE) })).output(Looked),
};

/** Folders first, then by name, as a person sorts (pure). */
export function byKindAndName(a: FolderEntry, b: FolderEntry): number {
  return (
    Number(b.kind === 'folder') - Number(a.kind === 'folder') || a.name.localeCompare(b.name, 'en', { numeric: true })
  );
}

/** The path of a name in a folder (pure). */
export function pathIn(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}
