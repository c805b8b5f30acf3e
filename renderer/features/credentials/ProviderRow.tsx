import { type ReactNode, useId } from 'react';
import { CREDENTIAL_MODE_WORDS, type Provider } from '../../../electron/contract/credentials.ts';
import { Button } from '../../ui/Button.tsx';
import { useClock } from '../../ui/clock.ts';
import { cx } from '../../ui/cx.ts';
import { FilePath } from '../../ui/FilePath.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { FactMark } from '../container/FactMark.tsx';
import { startSignIn } from './credentials.ts';
import { Holders } from './Holders.tsx';
import { giveWords, type Held, leftShare, PROVIDER_WORDS, renewalWords, stateFact } from './words-select.ts';

interface ProviderRowProps {
  readonly provider: Provider;
  readonly held: readonly Held[];
  readonly current: boolean;
  readonly onChoose: () => void;
  readonly onGive: () => void;
}

/** One provider: how its sign-in stands, until when, who renews and who holds it, and what can be done. */
export function ProviderRow({ provider, held, current, onChoose, onGive }: ProviderRowProps): ReactNode {
  const { agent, takes, state } = provider;
  const id = useId();
  const signIn = state === 'missing' ? 'Sign in' : 'Sign in again';
  return (
    <li
      aria-labelledby={id}
      aria-current={current}
      onFocus={onChoose}
      onClick={onChoose}
      className={cx(
        'border-b border-l-2 border-b-line/70 px-4 py-3 last:border-b-0',
        current ? 'border-l-accent-fill bg-hover' : 'border-l-transparent',
      )}
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-80">
          <div className="flex flex-wrap items-center gap-x-3">
            <h2 id={id} className="font-semibold">
              {PROVIDER_WORDS[agent]}
            </h2>
            <State provider={provider} />
          </div>
          <Life provider={provider} />
        </div>
        <div className="flex flex-wrap gap-1.5">
          {takes.length > 0 && (
            <Button aria-label={`${giveWords(takes)}: ${PROVIDER_WORDS[agent]}`} onClick={onGive}>
              {giveWords(takes)}
            </Button>
          )}
          <Button
            look={state === 'ok' ? 'plain' : 'primary'}
            aria-label={`${signIn}: ${PROVIDER_WORDS[agent]}`}
            onClick={() => void startSignIn(agent)}
          >
            {signIn}
          </Button>
        </div>
      </div>
      <Holders held={held} />
    </li>
  );
}

function State({ provider }: { readonly provider: Provider }): ReactNode {
  const word = useClock((now) => stateFact(provider, now).word);
  const fact = { ...stateFact(provider, 0), word };
  return (
    <>
      <FactMark fact={fact} />
      <span className="text-muted">{fact.why}.</span>
    </>
  );
}

/** Its bar and its end, who renews it and where it lies. */
function Life({ provider }: { readonly provider: Provider }): ReactNode {
  const share = useClock((now) => Math.round((leftShare(provider, now) ?? -1) * 100));
  const { expiresAt, file, exposed } = provider;
  const renewal = renewalWords(provider);
  return (
    <div className="mt-1 space-y-1">
      {share >= 0 && (
        <div className="max-w-80 py-1">
          <ProgressBar value={share / 100} label="Left of its life" />
        </div>
      )}
      <p className="text-muted">
        {[expiresAt === null ? null : `Ends ${new Date(expiresAt).toLocaleString()}`, renewal]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      <p className="text-muted">{CREDENTIAL_MODE_WORDS[provider.mode]}</p>
      <FilePath path={file} />
      {exposed && <p className="text-warn">Others on this machine can read this file: chmod 600 it.</p>}
    </div>
  );
}
