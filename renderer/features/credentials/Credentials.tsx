import { RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Provider, SigningAgent } from '../../../electron/contract/credentials.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { SystemColumn, SystemFrame } from '../doctor/SystemFrame.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { dismissReport, refreshTokens, startSignIn, useProviders, useSigning } from './credentials.ts';
import { ProviderRow } from './ProviderRow.tsx';
import { Report } from './Report.tsx';
import { SecretSheet } from './SecretSheet.tsx';
import { SignIn } from './SignIn.tsx';
import { holders } from './words-select.ts';

/** The sign-ins of this machine: how each stands, who holds it, and how a new one is made. */
export function Credentials({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { current, refreshing } = useSigning();
  return (
    <SystemFrame
      tab="credentials"
      aside={
        <Tip text="Give the freshest sign-in to this machine and all running containers" keys={keyOf('refresh-tokens')}>
          <Button className="ml-auto" disabled={refreshing} onClick={() => void refreshTokens()}>
            <RefreshCw aria-hidden className="size-3.5" />
            {refreshing ? 'Refreshing' : 'Refresh tokens'}
          </Button>
        </Tip>
      }
    >
      {current === null ? <Providers snapshot={snapshot} /> : <SignIn signing={current} />}
    </SystemFrame>
  );
}

function Providers({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const state = useProviders();
  const rows = state.value ?? [];
  const [chosen, setChosen] = useState<SigningAgent>('claude');
  const [giving, setGiving] = useState<Provider | null>(null);
  const row = rows.find(({ agent }) => agent === chosen);
  const step = (by: 1 | -1) => () => {
    const next = rows[rows.findIndex(({ agent }) => agent === chosen) + by];
    if (next !== undefined) setChosen(next.agent);
  };
  const give = (one: Provider | undefined): void => {
    if (one !== undefined && one.takes.length > 0) setGiving(one);
  };
  useShortcuts({
    down: step(1),
    up: step(-1),
    'refresh-tokens': () => void refreshTokens(),
    ...(row !== undefined && { 'sign-in': () => void startSignIn(row.agent) }),
    ...(row !== undefined && row.takes.length > 0 && { 'give-secret': () => give(row) }),
  });
  return (
    <SystemColumn label="Credentials">
      <Done />
      <Reading state={state} what="the credentials">
        {(all) => (
          <ul className="overflow-hidden rounded-lg border border-line">
            {all.map((one) => (
              <ProviderRow
                key={one.agent}
                provider={one}
                held={holders(one, snapshot.containers)}
                current={one.agent === chosen}
                onChoose={() => setChosen(one.agent)}
                onGive={() => give(one)}
              />
            ))}
          </ul>
        )}
      </Reading>
      <p className="text-muted">
        Agents sign in in a container of their own that reaches their service alone. What you have stays until somebody
        has signed in.
      </p>
      {giving !== null && <SecretSheet provider={giving} onClose={() => setGiving(null)} />}
    </SystemColumn>
  );
}

/** What was done last, or could not be. */
function Done(): ReactNode {
  const { problem, report } = useSigning();
  return (
    <div aria-live="polite" className="empty:hidden">
      {problem !== null && (
        <ProblemNote problem={problem} className="rounded-lg bg-bad-soft p-3">
          <Button onClick={dismissReport}>Dismiss</Button>
        </ProblemNote>
      )}
      {report !== null && <Report report={report} onDismiss={dismissReport} />}
    </div>
  );
}
