import { Folder, RefreshCw } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { pathIn } from '../../../electron/contract/files.ts';
import { shownText } from '../../../electron/contract/text.ts';
import { refresh } from '../../client/reads.ts';
import { Blank } from '../../ui/Blank.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { CopyIcon } from '../../ui/Copy.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { FileShown } from './FileShown.tsx';
import { FolderList } from './FolderList.tsx';
import { lookAt, useFilesPlace, useLooked } from './files.ts';
import { crumbsOf, entryAt, parentOf } from './files-select.ts';

/** The files of a running container, as its agent sees them: a folder, and beside it what the chosen file holds. */
export function Files({ container }: { readonly container: Container }): ReactNode {
  const place = useFilesPlace(container);
  const folder = useLooked(container, place.folder);
  const shown = useRef<HTMLDivElement>(null);
  const entries = folder.value?.kind === 'folder' ? folder.value.entries : [];
  const chosen = entries[entryAt(entries, place.folder, place.at)];
  const path = chosen === undefined ? null : pathIn(place.folder, chosen.name);
  if (container.docker !== 'running')
    return (
      <Blank icon={Folder} title="It does not run.">
        Start it to look at its files. They are kept as they are.
      </Blank>
    );
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <Crumbs container={container} folder={place.folder} />
      <Reading state={folder} what="the folder">
        {(looked) =>
          looked.kind !== 'folder' ? (
            <Blank icon={Folder} title="It is no folder any more.">
              Go to one above it.
            </Blank>
          ) : (
            <div className="flex min-h-0 flex-1 flex-col @min-[44rem]:flex-row">
              <FolderList
                key={place.folder}
                folder={place.folder}
                looked={looked}
                chosen={path}
                onChoose={(at) => lookAt(container, { ...place, at })}
                onEnter={(into) => lookAt(container, { folder: into, at: null })}
                onLeave={() => lookAt(container, { folder: parentOf(place.folder), at: place.folder })}
                onShow={() => shown.current?.focus()}
              />
              <FileShown
                ref={shown}
                container={container}
                path={chosen?.kind === 'file' ? path : null}
                what={chosen?.kind}
              />
            </div>
          )
        }
      </Reading>
    </div>
  );
}

/** The way from the root, each folder of it to go to. */
function Crumbs({ container, folder }: { readonly container: Container; readonly folder: string }): ReactNode {
  const crumbs = crumbsOf(folder);
  return (
    <nav aria-label="Folders" className="flex h-9 shrink-0 items-center gap-1 border-b border-line px-4">
      <ol className="flex min-w-0 flex-1 items-center overflow-hidden font-mono text-code">
        {crumbs.map(({ name, path }, index) => (
          <li key={path} className="flex min-w-0 items-center">
            {index > 1 && <span className="px-0.5 text-muted">/</span>}
            <button
              type="button"
              aria-current={path === folder ? 'location' : undefined}
              onClick={() => lookAt(container, { folder: path, at: crumbs[index + 1]?.path ?? null })}
              className="focus-inset min-w-0 truncate rounded-sm px-1 text-muted hover:text-ink aria-[current]:text-ink"
            >
              {shownText(name)}
            </button>
          </li>
        ))}
      </ol>
      <CopyIcon text={folder} label="Copy the path" />
      <IconButton label="Read again" onClick={() => void refresh(['files', container.name])}>
        <RefreshCw aria-hidden className="size-4" />
      </IconButton>
    </nav>
  );
}
