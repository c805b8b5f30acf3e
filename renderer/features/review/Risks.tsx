import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Risk, RISK_WORDS } from '../../../electron/contract/review.ts';
import { count } from '../../ui/format.ts';

interface RisksProps {
  readonly risks: readonly Risk[];
  /** Shows the file that it lies in; without it the list only says. */
  readonly onChoose?: (path: string) => void;
}

/** What of a change would act on this machine once it is here. */
export function Risks({ risks, onChoose }: RisksProps): ReactNode {
  if (risks.length === 0)
    return (
      <p className="flex items-center gap-2 text-muted">
        <ShieldCheck aria-hidden className="size-4 shrink-0 text-good" />
        Nothing that it changes acts on this machine by itself.
      </p>
    );
  return (
    <section aria-label="Risk" className="rounded-lg border border-line">
      <h3 className="flex items-center gap-2 border-b border-line px-3 py-1.5 font-semibold">
        <ShieldAlert aria-hidden className="size-4 shrink-0 text-warn" />
        {count(risks.length, 'change')} would act on this machine
      </h3>
      <ul className="max-h-44 overflow-y-auto py-1" tabIndex={0} aria-label="What would act on this machine">
        {risks.map((risk) => (
          <li key={`${risk.kind} ${risk.path}`}>
            <RiskLine risk={risk} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RiskLineProps {
  readonly risk: Risk;
  readonly onChoose: RisksProps['onChoose'];
}

function RiskLine({ risk: { kind, path, why }, onChoose }: RiskLineProps): ReactNode {
  const line = (
    <>
      <span className="w-20 shrink-0 font-medium text-warn">{kind}</span>
      <code className="min-w-0 flex-1 font-mono text-code wrap-anywhere">{path}</code>
      <span className="max-w-1/2 text-muted wrap-anywhere">
        {RISK_WORDS[kind]}: {why}
      </span>
    </>
  );
  const look = 'flex w-full items-baseline gap-3 px-3 py-0.5 text-left';
  if (onChoose === undefined) return <div className={look}>{line}</div>;
  return (
    <button type="button" className={`focus-inset ${look} hover:bg-hover`} onClick={() => onChoose(path)}>
      {line}
    </button>
  );
}
