import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AskedHost, HostAnswers } from '../../../electron/contract/creation.ts';
import { useMaestro } from '../../client/store.ts';
import { edit } from './creations.ts';
import type { Draft } from './select.ts';
import { ToggleChip } from './ToggleChip.tsx';

/** Asks, once for a project, whether the agent may reach the hosts that only the project's remotes name. */
export function RemoteHosts({
  project,
  answers,
}: {
  readonly project: string;
  readonly answers: HostAnswers;
}): ReactNode {
  const open = useAskedHosts(project).filter((asked) => asked.open === null);
  if (open.length === 0) return null;
  return (
    <div className="mt-3 space-y-1.5 rounded-lg border border-line p-3">
      {open.map(({ host }) => (
        <HostQuestion key={host} host={host} answers={answers} />
      ))}
      <p className="text-small text-muted">
        What you choose is remembered for this project. Without an answer it stays closed.
      </p>
    </div>
  );
}

function HostQuestion({ host, answers }: { readonly host: string; readonly answers: HostAnswers }): ReactNode {
  const answer = (open: boolean): void => edit({ remoteHosts: { ...answers, [host]: open } });
  return (
    <div role="group" aria-label={`Remote on ${host}`} className="flex flex-wrap items-center gap-1.5">
      <p className="mr-auto min-w-0">
        A remote of this project is on <span className="font-mono text-code break-all">{host}</span>. May the agent
        reach it?
      </p>
      <ToggleChip pressed={answers[host] === true} onToggle={() => answer(true)}>
        Allow
      </ToggleChip>
      <ToggleChip pressed={answers[host] === false} onToggle={() => answer(false)}>
        Keep closed
      </ToggleChip>
    </div>
  );
}

/** Where the project cannot be read, its creation says why. */
function useAskedHosts(project: Draft['project']): readonly AskedHost[] {
  const client = useMaestro((maestro) => maestro.client);
  const { data } = useQuery({
    queryKey: ['remote hosts', project],
    queryFn: () => client?.containers.askHosts({ project }) ?? [],
    enabled: client !== null && project !== '',
    retry: false,
    gcTime: 0,
  });
  return data ?? [];
}
