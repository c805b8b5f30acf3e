import type { ReactNode } from 'react';
import { WorkResult } from '../../../../electron/contract/features.ts';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import { Button } from '../../../ui/Button.tsx';
import { Fold } from '../../../ui/Fold.tsx';
import { count } from '../../../ui/format.ts';
import { openDialog } from '../mission/dialogs.ts';
import { Part } from '../../../ui/Part.tsx';

interface ReportPartProps {
  readonly card: BoardFeature;
}

/** What the worker said about its work. */
export function ReportPart({ card }: ReportPartProps): ReactNode {
  const { feature } = card;
  const button = (
    <Button look="quiet" className="h-6 px-2" onClick={() => openDialog({ kind: 'report', feature: feature.id })}>
      {feature.report === undefined ? 'Write one' : 'Replace'}
    </Button>
  );
  if (feature.report === undefined) {
    return (
      <Part title="Report" aside={button}>
        <p className="text-muted">None yet.</p>
      </Part>
    );
  }
  const full = WorkResult.safeParse(feature.report);
  return (
    <Part title="Report" aside={button}>
      <p className="break-words whitespace-pre-wrap">{feature.report.salientSummary}</p>
      {full.success && <Rest report={full.data} />}
    </Part>
  );
}

function Rest({ report }: { readonly report: WorkResult }): ReactNode {
  const { whatWasImplemented, whatWasLeftUndone, verification, discoveredIssues, salientSummary } = report;
  const { commandsRun, interactiveChecks } = verification;
  return (
    <div className="mt-2 space-y-2">
      {whatWasImplemented !== '' && whatWasImplemented !== salientSummary && (
        <Words name="Done" text={whatWasImplemented} />
      )}
      {whatWasLeftUndone !== '' && <Words name="Left undone" text={whatWasLeftUndone} />}
      {commandsRun.length > 0 && (
        <Fold title={`${count(commandsRun.length, 'command')} run`}>
          <ul className="mt-1 space-y-1.5">
            {commandsRun.map(({ command, exitCode, observation }, index) => (
              <li key={index}>
                <code className="block font-mono text-code break-all">{command}</code>
                <span className={exitCode === 0 ? 'text-muted' : 'text-bad'}>
                  exit {exitCode}
                  {observation !== '' && `: ${observation}`}
                </span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {interactiveChecks.length > 0 && (
        <Fold title={`${count(interactiveChecks.length, 'check')} by hand`}>
          <ul className="mt-1 space-y-1">
            {interactiveChecks.map(({ action, observed }, index) => (
              <li key={index} className="break-words">
                {action} <span className="text-muted">{observed}</span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {discoveredIssues.length > 0 && (
        <div>
          <p className="text-small font-medium text-muted">Issues found</p>
          <ul className="space-y-0.5">
            {discoveredIssues.map(({ severity, description, suggestedFix }, index) => (
              <li key={index} className="break-words">
                <span className="font-medium">{severity}</span> {description}
                {suggestedFix !== undefined && <span className="block text-muted">{suggestedFix}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Words({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  return (
    <div>
      <p className="text-small font-medium text-muted">{name}</p>
      <p className="break-words whitespace-pre-wrap">{text}</p>
    </div>
  );
}
