import type { ReactNode } from 'react';
import type { RunState } from '../../../electron/contract/missions.ts';
import type { Explained } from '../../../electron/contract/runs.ts';
import type { MissionParts } from './mission/missionParts.ts';
import type { Status } from './mission/mission-select.ts';
import { runFacts, runTroubles } from './mission/run-select.ts';
import { StatusMark } from './mission/StatusMark.tsx';

const LOOKS: Readonly<Record<RunState, { readonly status: Status; readonly word: string }>> = {
  running: { status: 'executing', word: 'Runs' },
  paused: { status: 'paused', word: 'Run is paused' },
  stopped: { status: 'blocked', word: 'Run is stopped' },
  finished: { status: 'done', word: 'Run is over' },
};

const SHOWN = 3;

interface RunLineProps {
  readonly explained: Explained;
  readonly show: MissionParts['show'];
}

/** How the run of a mission stands, and what holds it up; nothing for one that was never run. */
export function RunLine({ explained, show }: RunLineProps): ReactNode {
  const { run } = explained;
  if (run === null) return null;
  const { status, word } = LOOKS[run.state];
  const troubles = runTroubles(explained);
  const more = troubles.length - SHOWN;
  return (
    <section aria-label="Run" className="shrink-0 border-b border-line bg-chrome px-4 py-1.5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
        <StatusMark status={status} word={word} />
        {run.state !== 'finished' && <span className="text-muted">{runFacts(explained).join(' · ')}</span>}
      </p>
      {troubles.length > 0 && (
        <ul className="mt-1 space-y-0.5">
          {troubles.slice(0, SHOWN).map(({ feature, sentence }) => (
            <li key={sentence} className="flex min-w-0 items-baseline gap-2 text-warn">
              <span className="line-clamp-2 min-w-0 break-words">{sentence}</span>
              {feature !== null && (
                <button
                  type="button"
                  onClick={() => show(feature)}
                  className="shrink-0 text-accent hover:underline"
                  aria-label={`Show ${feature}`}
                >
                  {feature}
                </button>
              )}
            </li>
          ))}
          {more > 0 && <li className="text-muted">and {more} more: each feature says why it waits.</li>}
        </ul>
      )}
    </section>
  );
}
