import { Container as DockerIcon, Keyboard, Plug } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import type { Place } from '../client/place.ts';
import { useCurrentRow } from '../client/view.ts';
import { countsAreKnown } from '../features/container/problem-select.ts';
import { useDoctor } from '../features/doctor/doctor.ts';
import { tellsDockerDown } from './docker-told-select.ts';
import { agentCounts } from '../features/fleet/select.ts';
import { sequencesOf } from '../features/shortcuts/shortcuts.ts';
import { usePending } from '../features/shortcuts/useShortcuts.ts';
import { count, needsWords } from '../ui/format.ts';
import { Keys } from '../ui/Keys.tsx';
import { useKeysOwner } from '../client/keysOwner.ts';

interface FooterProps {
  readonly snapshot: Snapshot;
  readonly place: Place;
  /** Items of the inbox that block somebody. */
  readonly needing: number;
}

/** The status line: counts, what the current row's state rests on, who has the keys, Docker. */
export function Footer({ snapshot, place, needing }: FooterProps): ReactNode {
  const counts = agentCounts(snapshot.containers);
  const dismissed = useDoctor((doctor) => doctor.dismissed);
  const key = useCurrentRow(place);
  const current = key === null ? undefined : snapshot.containers[key];
  return (
    <footer className="flex h-7 shrink-0 items-center gap-4 border-t border-line bg-chrome px-4 text-small text-muted">
      {countsAreKnown(snapshot) && (
        <span className="tabular shrink-0">
          {count(counts.containers, 'container')} · {count(counts.agents, 'agent')}, {counts.working} at work
          {needing > 0 && <span className="font-medium text-needs"> · {needsWords(needing)}</span>}
        </span>
      )}
      <span className="min-w-0 flex-1 truncate">{current?.evidence}</span>
      <KeysOwner />
      <DockerWord docker={snapshot.docker} isTold={tellsDockerDown(place.at, snapshot, dismissed)} />
    </footer>
  );
}

function KeysOwner(): ReactNode {
  const terminal = useKeysOwner((state) => state.terminal);
  const pending = usePending((state) => state.key);
  if (pending !== null) {
    return (
      <span className="flex shrink-0 items-center gap-1.5">
        <Keys chord={pending} /> then
        {sequencesOf(pending).map(({ key, label }) => (
          <span key={key} className="flex items-center gap-1">
            <Keys chord={key} /> {label}
          </span>
        ))}
      </span>
    );
  }
  return (
    <span className="flex shrink-0 items-center gap-1.5 max-[36rem]:hidden">
      <Keyboard aria-hidden className="size-3.5" />
      {terminal ? (
        <>
          Terminal has the keys, <Keys chord="ctrl+shift+escape" /> leaves
        </>
      ) : (
        'Maestro has the keys'
      )}
    </span>
  );
}

interface DockerWordProps {
  readonly docker: Snapshot['docker'];
  /** The place itself says that Docker does not answer. */
  readonly isTold: boolean;
}

function DockerWord({ docker, isTold }: DockerWordProps): ReactNode {
  if (docker.state === 'unreachable') {
    if (isTold) return null;
    return (
      <span className="flex shrink-0 items-center gap-1.5 font-medium text-bad">
        <Plug aria-hidden className="size-3.5" />
        Docker unreachable
      </span>
    );
  }
  return (
    <span className="flex shrink-0 items-center gap-1.5 max-[44rem]:hidden">
      <DockerIcon aria-hidden className="size-3.5" />
      {docker.state === 'connecting' ? 'Docker connecting' : `Docker ${docker.version}`}
    </span>
  );
}
