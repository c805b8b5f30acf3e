import { type Looked, PICTURE_MOST_BYTES } from '../../contract/files.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { runInside } from '../docker/run-inside.ts';
import { fail } from '../errors.ts';
import { readContent, readFolder } from './files-rules.ts';
import { getMember } from './lifecycle.ts';

/** Its agent’s: what that may not read is not read for anybody. */
const USER = '1000:1000';
/** A picture as base64, or a long folder. */
const MOST_BYTES = PICTURE_MOST_BYTES * 1.5;

/** Tools by their whole names: an agent may have put others before them. */
const PROGRAM = `
if [ -d "$1" ]; then
  cd "$1" 2>/dev/null || { printf shut; exit; }
  printf 'folder:'
  /usr/bin/find . -mindepth 1 -maxdepth 1 -printf '%y%Y\\t%s\\t%T@\\t%f\\0' 2>/dev/null
  printf 'end%s' "$?"
elif [ -f "$1" ]; then
  [ -r "$1" ] || { printf shut; exit; }
  printf 'file:%s:' "$(/usr/bin/stat -Lc %s -- "$1")"
  /usr/bin/head -c "$2" -- "$1" | /usr/bin/base64 -w 0
elif [ -e "$1" ]; then printf other
else printf gone
fi`;

const REFUSALS: Readonly<Record<string, string>> = {
  shut: 'may not be read by its agent, and so by nobody.',
  other: 'is neither a file nor a folder.',
  gone: 'is not there.',
};

/** Looks at a folder or a file of a running container. CONTAINER_NOT_RUNNING, FILE_UNREADABLE, CONTAINER_SILENT. */
export async function lookAtFile(
  context: Context,
  { name, path }: { readonly name: ContainerName; readonly path: string },
): Promise<Looked> {
  const { row } = await getMember(context, name);
  if (row.State !== 'running')
    throw fail('CONTAINER_NOT_RUNNING', `${name} does not run, so that its files cannot be looked at.`);
  const command = ['/bin/sh', '-c', PROGRAM, 'sh', path, String(PICTURE_MOST_BYTES)];
  const said = await runInside(context, { id: row.Id, command, user: USER, mostBytes: MOST_BYTES });
  const looked = readAnswer(said);
  if (looked !== undefined) return looked;
  const refusal = REFUSALS[said];
  throw fail('FILE_UNREADABLE', `${path} ${refusal ?? 'could not be read.'}`, {
    ...(refusal === undefined ? { detail: said.slice(0, 2000) } : {}),
  });
}

function readAnswer(said: string): Looked | undefined {
  const folder = /^folder:([^]*)$/.exec(said)?.[1];
  if (folder !== undefined) return readFolder(folder);
  const [, bytes, content] = /^file:(\d+):([A-Za-z0-9+/=]*)$/.exec(said) ?? [];
  if (bytes === undefined) return undefined;
  return readContent(Number(bytes), Buffer.from(content ?? '', 'base64'));
}
