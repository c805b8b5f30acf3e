import { LoaderCircle } from 'lucide-react';
import { type ReactNode, Suspense, useRef } from 'react';
import type { SigningAgent, SignInStep } from '../../../electron/contract/credentials.ts';
import { Button } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { endSignIn, startSignIn } from './credentials.ts';
import { PROVIDER_WORDS } from './words-select.ts';

const TerminalView = later(async () => (await import('../container/TerminalView.tsx')).TerminalView);

interface SignInProps {
  readonly signing: { readonly agent: SigningAgent; readonly step: SignInStep };
}

/** A sign-in that goes on: its terminal, and a way out. */
export function SignIn({ signing: { agent, step } }: SignInProps): ReactNode {
  const cancel = useRef<HTMLButtonElement>(null);
  const isOver = step.state === 'failed';
  useShortcuts({ back: endSignIn });
  return (
    <section aria-label={`Sign in: ${PROVIDER_WORDS[agent]}`} className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 border-b border-line bg-chrome px-4 py-1.5">
        <h2 className="font-semibold">Sign in: {PROVIDER_WORDS[agent]}</h2>
        <p role="status" className="min-w-0 flex-1 text-muted">
          {WORDS[step.state]}
        </p>
        <Button ref={cancel} onClick={endSignIn}>
          {isOver ? 'Close' : 'Cancel'}
        </Button>
      </div>
      {step.state === 'starting' && (
        <div className="flex flex-1 items-center justify-center gap-2 text-muted">
          <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />
          Starting a container for this alone
        </div>
      )}
      {step.state === 'open' && (
        <Suspense fallback={<div className="flex-1" />}>
          <TerminalView
            name={step.container}
            container={undefined}
            window="agent"
            onLeave={() => cancel.current?.focus()}
          />
        </Suspense>
      )}
      {step.state === 'failed' && (
        <div className="p-6">
          <ProblemNote problem={step.problem} className="rounded-lg bg-bad-soft p-3">
            <Button look="primary" onClick={() => void startSignIn(agent)}>
              Try again
            </Button>
          </ProblemNote>
        </div>
      )}
    </section>
  );
}

const WORDS: Readonly<Record<SignInStep['state'], string>> = {
  starting: 'What you have stays until this is done.',
  open: 'Open the address that it shows in your browser, and follow what it says.',
  done: 'Signed in.',
  failed: 'Nobody signed in. What was there before stays as it is.',
};
