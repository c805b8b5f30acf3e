import { keyOf } from '../shortcuts/shortcuts.ts';
import { Hand, Play, SearchCheck, Undo2 } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { HandoffHead } from '../../../electron/contract/handoffs.ts';
import { useRead } from '../../client/reads.ts';
import { Age } from '../../ui/Ages.tsx';
import { Button } from '../../ui/Button.tsx';
import { useClock } from '../../ui/clock.ts';
import { cx } from '../../ui/cx.ts';
import { FilePath } from '../../ui/FilePath.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { Packet } from './Packet.tsx';
import { canLaunch, holdWords, isExpired, STATUS_WORDS, tokenWords } from './select.ts';
import { Verification } from './Verification.tsx';

interface HandoffDetailProps {
  readonly region: RefObject<HTMLElement | null>;
  readonly project: string;
  readonly head: HandoffHead;
  /** Whether git was asked about its claims. */
  readonly verified: boolean;
  readonly onVerify: () => void;
  readonly onClaim: () => void;
  readonly onPickUp: () => void;
  readonly onRelease: () => void;
}

/** One handoff: what it says, who holds it, and what git thinks of it. */
export function HandoffDetail(props: HandoffDetailProps): ReactNode {
  const { region, project, head, verified } = props;
  const state = useRead({
    project,
    of: ['handoff', head.id],
    read: (client) => client.handoffs.get({ project, id: head.id }),
  });
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={`Handoff ${head.id}`}
      className="focus-inset flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto"
    >
      <Top {...props} />
      {verified && <Verification project={project} id={head.id} />}
      <Reading state={state} what="the handoff">
        {(view) => (
          <>
            <Packet view={view} />
            <div className="px-4 pb-3">
              <FilePath path={view.path} root={project} />
            </div>
          </>
        )}
      </Reading>
    </section>
  );
}

function Top({ head, verified, onVerify, onClaim, onPickUp, onRelease }: HandoffDetailProps): ReactNode {
  const hold = useClock((now) => holdWords(head, now));
  const expired = useClock((now) => (isExpired(head, now) ? 1 : 0)) === 1;
  return (
    <header className="shrink-0 space-y-2 px-4 pt-3 pb-2">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="text-title font-semibold break-words">{tokenWords(head.summary)}</h2>
          <p className="text-muted">
            <code className="font-mono text-code">{head.id}</code> · {head.mode} · {head.agent} ·{' '}
            <Age at={head.timestamp} /> ago
          </p>
        </div>
        <div className="flex flex-wrap gap-1.5">
          <Tip text="Compare what it says with what git says" keys={keyOf('verify')}>
            <Button onClick={onVerify} aria-pressed={verified}>
              <SearchCheck aria-hidden className="size-3.5" />
              Verify
            </Button>
          </Tip>
          {head.status === 'picked-up' && (
            <Tip text="Give it back to the queue" keys={keyOf('release')}>
              <Button onClick={onRelease}>
                <Undo2 aria-hidden className="size-3.5" />
                Release
              </Button>
            </Tip>
          )}
          {canLaunch(head) && (
            <Tip text="Put the next agent to its feature" keys={keyOf('pick-up')}>
              <Button onClick={onPickUp}>
                <Play aria-hidden className="size-3.5" />
                Launch
              </Button>
            </Tip>
          )}
          {(head.status === 'pending' || expired) && (
            <Tip text="Take it: nobody else can then" keys={keyOf('claim')}>
              <Button look="primary" onClick={onClaim}>
                <Hand aria-hidden className="size-3.5" />
                Claim
              </Button>
            </Tip>
          )}
        </div>
      </div>
      <p>
        <span className="font-medium">{STATUS_WORDS[head.status]}</span>
        {hold !== '' && <span className={cx(expired ? 'text-warn' : 'text-muted')}> · {hold}</span>}
      </p>
      <p className="break-words">
        <span className="text-muted">Next: </span>
        {tokenWords(head.nextAction)}
      </p>
    </header>
  );
}
