import { Popover } from '@base-ui/react/popover';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { markFrom, MARKS, useCoach } from './coach.ts';

/** Long enough for the page to be drawn whose parts are explained. */
const BEGINS_MS = 600;

/** Explains the page of a first container, part by part, until its user has seen all or wants no more. */
export function Coach(): ReactNode {
  const step = useCoach((coach) => coach.step);
  const [drawn, setDrawn] = useState(false);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setDrawn(true), BEGINS_MS);
    return () => clearTimeout(timer);
  }, []);
  const isThere = (at: string): boolean => document.querySelector(at) !== null;
  const current = step === null || !drawn ? null : markFrom(step, isThere);
  const mark = current === null ? undefined : MARKS[current];
  if (current === null || mark === undefined) return null;
  const follows = markFrom(current + 1, isThere);
  const end = (): void => {
    useCoach.setState({ step: null });
  };
  return (
    // Each stands anew, beside what it is about.
    <Popover.Root
      key={current}
      open
      modal={false}
      onOpenChange={(_, { reason }) => {
        if (reason === 'escape-key') end();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={() => document.querySelector(mark.at)}
          side="bottom"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          className="z-40"
        >
          <Popover.Popup
            initialFocus={next}
            className="w-80 max-w-[90vw] rounded-lg border border-accent bg-raised p-3 shadow-float outline-none"
          >
            <Popover.Title className="font-semibold">{mark.title}</Popover.Title>
            <Popover.Description className="mt-0.5">{mark.words}</Popover.Description>
            <div className="mt-3 flex items-center gap-1.5">
              <span className="tabular mr-auto text-small text-muted">
                {current + 1} of {MARKS.length}
              </span>
              {follows !== null && (
                <Button look="quiet" onClick={end}>
                  Skip
                </Button>
              )}
              <Button
                ref={next}
                look="primary"
                onClick={() => (follows === null ? end() : useCoach.setState({ step: follows }))}
              >
                {follows === null ? 'Done' : 'Next'}
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
