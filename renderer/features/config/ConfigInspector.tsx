import { Search, Settings2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { ConfigInspector as Inspector } from '../../../electron/contract/config.ts';
import { useRead } from '../../client/reads.ts';
import { Blank } from '../../ui/Blank.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { FilePath } from '../../ui/FilePath.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { useRoving } from '../../ui/roving.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { TabBar } from '../../ui/TabBar.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { ConfigDetail } from './ConfigDetail.tsx';
import { ConfigRows, rowId } from './ConfigRows.tsx';
import { byEffect, sections, shownTabs } from './select.ts';

/** Every configuration key: what counts, where it comes from, what it does; and edits with a look at them first. */
export function ConfigInspector({ project }: { readonly project: string; readonly mission?: string }): ReactNode {
  const state = useRead({ project, of: ['config'], read: (client) => client.projects.config({ project }) });
  return (
    <Reading state={state} what="the configuration">
      {(inspector) => <Shown project={project} inspector={inspector} />}
    </Reading>
  );
}

function Shown({ project, inspector }: { readonly project: string; readonly inspector: Inspector }): ReactNode {
  const [tab, setTab] = useState('effective');
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const detail = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [showsIdle, setShowsIdle] = useState(false);
  const { acting, idle } = byEffect(sections(inspector, tab, query));
  // Who searches wants everything; and where nothing acts, there is nothing to fold away from.
  const isOpen = showsIdle || query !== '' || acting.length === 0;
  const rows = [...acting, ...(isOpen ? idle : [])].flatMap((part) => part.rows);
  const row = rows.find(({ keyPath }) => keyPath === chosen) ?? rows[0];
  const roving = useRoving(list, row === undefined ? null : rowId(row.keyPath));
  const step = (by: number) => () => {
    const at = row === undefined ? 0 : rows.indexOf(row);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next !== undefined) setChosen(next.keyPath);
    roving.follow();
  };
  useShortcuts({
    down: step(1),
    up: step(-1),
    first: step(-rows.length),
    last: step(rows.length),
    open: () => detail.current?.focus(),
    search: () => search.current?.focus(),
  });
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <Files project={project} inspector={inspector} />
      <TabBar
        label="Layers of the configuration"
        tabs={shownTabs(inspector)}
        value={tab}
        onChange={setTab}
        aside={
          <SearchField
            field={search}
            label="Search the configuration"
            query={query}
            onQuery={setQuery}
            className="w-48"
          />
        }
      >
        <div className="flex h-full min-h-0 flex-col @min-[38rem]:flex-row">
          {row === undefined ? (
            <NoRows query={query} tab={tab} />
          ) : (
            <>
              <ConfigRows
                list={list}
                roving={roving}
                acting={acting}
                idle={{ parts: idle, open: isOpen, onToggle: () => setShowsIdle(!isOpen) }}
                current={row.keyPath}
                onChoose={setChosen}
              />
              <ConfigDetail key={row.keyPath} region={detail} project={project} inspector={inspector} row={row} />
            </>
          )}
        </div>
      </TabBar>
    </div>
  );
}

function Files({ project, inspector }: { readonly project: string; readonly inspector: Inspector }): ReactNode {
  const { hasProjectConfig, hasGlobalConfig, projectPath, globalPath, errors } = inspector;
  return (
    <div className="shrink-0 border-b border-line px-4 py-1.5">
      <div className="flex flex-wrap items-center gap-x-6">
        <span className="flex min-w-0 items-center gap-2">
          Project{' '}
          {hasProjectConfig ? (
            <FilePath path={projectPath} root={project} />
          ) : (
            <span className="text-muted">has no file yet</span>
          )}
        </span>
        <span className="flex min-w-0 items-center gap-2">
          Global{' '}
          {hasGlobalConfig ? <FilePath path={globalPath} /> : <span className="text-muted">has no file yet</span>}
        </span>
      </div>
      {errors.map((error) => (
        <p key={error} role="alert" className="mt-1 rounded-md bg-bad-soft p-2 break-words">
          {error} The file counts as empty until it is repaired.
        </p>
      ))}
    </div>
  );
}

function NoRows({ query, tab }: { readonly query: string; readonly tab: string }): ReactNode {
  if (query !== '') return <Blank icon={Search} title={`No key matches “${query}”.`} />;
  return (
    <Blank icon={Settings2} title={tab === 'global' ? 'Your own file sets nothing.' : 'This project sets nothing.'}>
      <p className="max-w-100">
        Everything counts as in the layer below. Choose a key under Effective to set it here; comments in the file stay.
      </p>
      <CommandLine line={tab === 'global' ? 'maestro init --global' : 'maestro init'} />
    </Blank>
  );
}
