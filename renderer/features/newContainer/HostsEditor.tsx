import type { ReactNode } from 'react';
import type { Preset } from '../../../electron/contract/presets.ts';
import { Fold } from '../../ui/Fold.tsx';
import { count } from '../../ui/format.ts';
import { PresetField } from '../isolation/PresetChoice.tsx';
import { edit } from './creations.ts';

interface HostsEditorProps {
  readonly preset: Preset;
  readonly domains: string;
  readonly allowed: readonly string[];
}

/** What one agent may reach: how much at all, and the hosts besides those that all may. */
export function HostsEditor({ preset, domains, allowed }: HostsEditorProps): ReactNode {
  return (
    <>
      <PresetField preset={preset} onChange={(next) => edit({ preset: next })} />
      <label className="mt-3 block">
        <span className="mb-1 block text-small text-muted">Hosts that this agent may reach besides</span>
        <textarea
          value={domains}
          rows={3}
          spellCheck={false}
          placeholder={'api.example.com\nGET,HEAD pkg.example.com/*'}
          onChange={(event) => edit({ domains: event.target.value })}
          className="block w-full resize-none rounded-md border border-line bg-surface px-2 py-1 font-mono text-code"
        />
      </label>
      <Fold title={`${count(allowed.length, 'host')} on the list`} className="mt-1.5 text-small">
        <p className="mt-1 max-h-40 overflow-y-auto font-mono text-code break-words whitespace-pre-line text-muted">
          {allowed.join('\n')}
        </p>
      </Fold>
    </>
  );
}
