import { Search } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { UserSettings } from '../../../electron/contract/settings.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { useRoving } from '../../ui/roving.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { SystemFrame } from '../doctor/SystemFrame.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { ConfigFile } from './ConfigFile.tsx';
import { KeyDetail } from './KeyDetail.tsx';
import { KeyRows, keyRowId } from './KeyRows.tsx';
import { useChosenKey, useUserSettings } from './settings.ts';
import { keySections } from './settings-select.ts';

/** Every key of the user's configuration: what holds, where that comes from, and its edit. */
export function Settings(): ReactNode {
  const state = useUserSettings();
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  useShortcuts({ search: () => search.current?.focus() });
  return (
    <SystemFrame
      tab="settings"
      aside={
        <SearchField
          field={search}
          label="Search the settings"
          query={query}
          onQuery={setQuery}
          chord={keyOf('search')}
          className="my-1 ml-auto w-48"
        />
      }
    >
      <Reading state={state} what="the settings">
        {(settings) => <Shown settings={settings} query={query} onQuery={setQuery} />}
      </Reading>
    </SystemFrame>
  );
}

interface ShownProps {
  readonly settings: UserSettings;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function Shown({ settings, query, onQuery }: ShownProps): ReactNode {
  const chosen = useChosenKey(({ key }) => key);
  const setChosen = (key: string): void => useChosenKey.setState({ key });
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const sections = keySections(settings, query);
  const keys = sections.flatMap((section) => section.keys);
  const row = keys.find(({ key }) => key === chosen) ?? keys[0];
  const roving = useRoving(list, row === undefined ? null : keyRowId(row.key));
  const step = (by: number) => () => {
    const at = row === undefined ? 0 : keys.indexOf(row);
    const next = keys[Math.max(0, Math.min(keys.length - 1, at + by))];
    if (next !== undefined) setChosen(next.key);
    roving.follow();
  };
  useShortcuts({
    down: step(1),
    up: step(-1),
    first: step(-keys.length),
    last: step(keys.length),
    open: () => detail.current?.querySelector<HTMLElement>('input,textarea,[role="radio"]')?.focus(),
  });
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <ConfigFile
        settings={settings}
        onChoose={(key) => {
          onQuery('');
          setChosen(key);
        }}
      />
      {row === undefined ? (
        <Blank icon={Search} title={`No setting matches “${query}”.`} />
      ) : (
        <div className="flex min-h-0 flex-1 flex-col @min-[38rem]:flex-row">
          <KeyRows list={list} roving={roving} sections={sections} current={row.key} onChoose={setChosen} />
          <KeyDetail key={row.key} region={detail} settings={settings} row={row} />
        </div>
      )}
    </div>
  );
}
