import type { ReactNode } from 'react';
import { Fold } from '../../ui/Fold.tsx';
import { count } from '../../ui/format.ts';
import { edit } from './creations.ts';

interface HostsEditorProps {
  readonly domains: string;
  readonly allowed: readonly string[];
}

/** The hosts that one agent may reach besides those that all may. */
export function HostsEditor({ domains, allowed }: HostsEditorProps): ReactNode {
  return (
    <>
      <label className="block">
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
      <Fold title={`${count(allowed.length, 'host')} always allowed`} className="mt-1.5 text-small">
        <p className="mt-1 max-h-40 overflow-y-auto font-mono text-code break-words whitespace-pre-line text-muted">
          {allowed.join('\n')}
        </p>
      </Fold>
    </>
  );
}
