import { CircleCheck, CircleDashed, CircleX, ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { MemoryView, RatchetAssertion, RatchetRun } from '../../../electron/contract/memory.ts';
import { useWrite } from '../../client/writes.ts';
import { Age } from '../../ui/Ages.tsx';
import { Blank } from '../../ui/Blank.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { WriteNote } from '../../ui/WriteNote.tsx';
import { resultOf } from './memory-select.ts';

interface RatchetProps {
  readonly project: string;
  readonly memory: MemoryView;
}

/** The patterns that must not come back, when they were last all absent, and a check of all of them. */
export function Ratchet({ project, memory: { suite, baseline } }: RatchetProps): ReactNode {
  const [report, setReport] = useState<RatchetRun | null>(null);
  const write = useWrite(project);
  const check = async (): Promise<void> => {
    const done = await write.run(null, (client) => client.memory.checkRatchet({ project }));
    setReport(done?.report ?? null);
  };
  if (suite.assertions.length === 0) {
    return (
      <div className="flex h-full flex-col">
        <Blank icon={ShieldCheck} title="The ratchet holds nothing yet.">
          <p className="max-w-110">
            Promote a correction with a pattern, and a check finds every file in which the pattern comes back.
          </p>
          <CommandLine line="maestro ratchet-promote --help" />
        </Blank>
      </div>
    );
  }
  return (
    <div className="space-y-3 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p role="status" className="mr-auto">
          {report === null ? <Last baseline={baseline} /> : <Outcome report={report} />}
        </p>
        <CommandLine line="maestro ratchet-check" />
        <Button look="primary" disabled={write.busy} onClick={() => void check()}>
          {write.busy ? 'Checking…' : 'Run the check'}
        </Button>
      </div>
      <WriteNote write={write} />
      <ul aria-label="Patterns">
        {suite.assertions.map((assertion) => (
          <Row key={`${assertion.id} ${assertion.check}`} assertion={assertion} result={resultOf(report, assertion)} />
        ))}
      </ul>
    </div>
  );
}

function Last({ baseline }: Pick<MemoryView, 'baseline'>): ReactNode {
  if (baseline === null) return 'Never checked.';
  return (
    <>
      All {baseline.passCount} were absent <Age at={baseline.lastRunAt} /> ago.
    </>
  );
}

function Outcome({ report: { passed, passCount, totalCount } }: { readonly report: RatchetRun }): ReactNode {
  return passed ? (
    <span className="font-medium text-good">
      All {totalCount} are absent. The baseline moved to {passCount}.
    </span>
  ) : (
    <span className="font-medium text-bad">
      {totalCount - passCount} of {totalCount} came back. The baseline stays where it was.
    </span>
  );
}

interface RowProps {
  readonly assertion: RatchetAssertion;
  readonly result: RatchetRun['results'][number] | undefined;
}

const LOOKS = {
  unknown: { icon: CircleDashed, colour: 'text-muted', word: 'Not checked' },
  passed: { icon: CircleCheck, colour: 'text-good', word: 'Absent' },
  failed: { icon: CircleX, colour: 'text-bad', word: 'Found' },
} as const;

function Row({ assertion, result }: RowProps): ReactNode {
  const { icon: Icon, colour, word } = LOOKS[result === undefined ? 'unknown' : result.passed ? 'passed' : 'failed'];
  return (
    <li className="flex min-w-0 gap-3 border-b border-line/70 py-2 last:border-0">
      <span className={`flex w-26 shrink-0 items-start gap-1.5 font-medium ${colour}`}>
        <Icon aria-hidden className="mt-0.5 size-4" />
        {word}
      </span>
      <div className="min-w-0 flex-1">
        <p className="break-words">{assertion.rule}</p>
        <code className="font-mono text-code wrap-anywhere text-muted">/{assertion.check}/i</code>
        {result?.detail !== undefined && <p className="break-words text-bad">{result.detail}</p>}
      </div>
      <code className="shrink-0 font-mono text-small text-muted max-[60rem]:hidden">{assertion.correctionId}</code>
    </li>
  );
}
