import { posix } from 'node:path';
import { type FolderEntry, type Looked, WORKSPACE } from '../../contract/files.ts';
import { shownText, sizeText } from '../../contract/text.ts';
import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';

/** Shows a folder or a file of a running container, below its workspace unless the path is absolute. */
export async function run({ args: [word = '', wanted = ''], out }: Call): Promise<undefined> {
  await withEngine(async (engine) => {
    const name = await containerNamed(engine, word);
    const path = posix.resolve(WORKSPACE, wanted);
    const looked = await engine.client.files.look({ name, path });
    if ('cut' in looked && looked.cut)
      out.note(`This is the beginning. maestro cp ${name}:${plain(path)} . copies all of it.`);
    out.result({ path, ...looked }, () => told(looked));
  });
}

function told(looked: Looked): string {
  switch (looked.kind) {
    case 'folder':
      return looked.entries.length === 0
        ? 'The folder is empty.'
        : table(['NAME', 'SIZE', 'CHANGED'], looked.entries.map(rowOf));
    case 'text':
      return shownText(looked.text).trimEnd();
    case 'picture':
      return `A picture (${looked.type}), ${sizeText(looked.bytes)}.`;
    case 'bytes':
      return `No text: ${sizeText(looked.bytes)}.`;
  }
}

const ENDS: Readonly<Record<FolderEntry['kind'], string>> = {
  folder: '/',
  file: '',
  other: ' (no file)',
  gone: ' (leads nowhere)',
};

function rowOf({ name, kind, link, bytes, changedAt }: FolderEntry): string[] {
  const shown = `${plain(name)}${link ? '@' : ''}${ENDS[kind]}`;
  return [shown, kind === 'file' ? sizeText(bytes) : '-', changedAt ?? '-'];
}
