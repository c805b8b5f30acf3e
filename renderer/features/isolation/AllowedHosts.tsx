import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { type AllowedName, becauseOf } from '../../../electron/contract/network.ts';
import { IconButton } from '../../ui/Button.tsx';
import { takeAway } from './network.ts';

interface AllowedHostsProps {
  readonly name: ContainerName;
  readonly allowed: readonly AllowedName[];
}

/** What a container may reach, each with why, and a way to take it away. */
export function AllowedHosts({ name, allowed }: AllowedHostsProps): ReactNode {
  if (allowed.length === 0) return <p className="text-muted">No host is allowed.</p>;
  return (
    <ul>
      {allowed.map((host) => (
        <li key={host.domain} className="flex items-center gap-3 border-b py-1 border-line/70 last:border-0">
          <span className="min-w-0 flex-1">
            <code className="block truncate font-mono text-code" title={host.domain}>
              {host.domain}
            </code>
            <span className="block truncate text-small text-muted">
              {becauseOf(host)}
              {host.until === null && ', until it is stopped'}
            </span>
          </span>
          <IconButton label={`Take away ${host.domain}`} onClick={() => void takeAway(name, host)}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
