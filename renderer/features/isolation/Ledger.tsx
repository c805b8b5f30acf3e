import { keyOf } from '../shortcuts/shortcuts.ts';
import { type ReactNode, useState } from 'react';
import type { EgressRow } from '../../../electron/contract/egress.ts';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { sizeText } from '../../../electron/contract/text.ts';
import { Age } from '../../ui/Ages.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { count } from '../../ui/format.ts';
import { Reading } from '../../ui/Reading.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { becauseText, type LedgerFilter, shownRows, triedText } from './ledger-select.ts';
import { useLedger } from './network.ts';

const VERDICTS = [
  { value: 'all', word: 'All' },
  { value: 'allowed', word: 'Allowed' },
  { value: 'refused', word: 'Refused' },
] as const;
const MOST = 300;
/** The id of its search field. */
export const LEDGER_SEARCH = 'ledger-search';

/** What a container tried, narrowed by verdict and words. */
export function Ledger({ name }: { readonly name: ContainerName }): ReactNode {
  const state = useLedger(name);
  const [filter, setFilter] = useState<LedgerFilter>({ verdict: 'all', query: '' });
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 className="mr-auto font-semibold">Ledger</h2>
        <Choice
          label="Verdict"
          hidden
          options={VERDICTS}
          value={filter.verdict}
          onChange={(verdict) => setFilter({ ...filter, verdict })}
        />
        <SearchField
          id={LEDGER_SEARCH}
          chord={keyOf('search')}
          label="Search the ledger"
          className="w-48"
          query={filter.query}
          onQuery={(query) => setFilter({ ...filter, query })}
        />
      </div>
      <Reading state={state} what="the ledger">
        {(rows) => <Rows rows={shownRows(rows, filter)} all={rows.length} />}
      </Reading>
    </section>
  );
}

function Rows({ rows, all }: { readonly rows: readonly EgressRow[]; readonly all: number }): ReactNode {
  if (all === 0) return <p className="text-muted">It has tried nothing yet.</p>;
  if (rows.length === 0) return <p className="text-muted">None of {count(all, 'row')} is like this.</p>;
  return (
    <>
      <table className="w-full table-fixed text-left">
        <thead className="text-small text-muted">
          <tr className="border-b border-line">
            <th className="py-1.5 font-normal">What</th>
            <th className="w-20 py-1.5 font-normal">Verdict</th>
            <th className="w-40 py-1.5 font-normal">Because</th>
            <th className="w-14 py-1.5 text-right font-normal">Times</th>
            <th className="w-18 py-1.5 text-right font-normal">Up</th>
            <th className="w-18 py-1.5 text-right font-normal">Down</th>
            <th className="w-14 py-1.5 text-right font-normal">Last</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map((row) => (
            <LedgerRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > MOST && (
        <p className="mt-2 text-muted">
          The newest {MOST} of {count(rows.length, 'row')}.
        </p>
      )}
    </>
  );
}

function LedgerRow({ row }: { readonly row: EgressRow }): ReactNode {
  const { verdict, up, down, at, id } = row;
  const isRefused = verdict === 'refused';
  return (
    <tr className="h-8 border-b border-line/70 last:border-0">
      <td className="truncate pr-3 font-mono text-code" title={`${id}: ${triedText(row)}`}>
        {triedText(row)}
      </td>
      <td className={isRefused ? 'text-bad' : 'text-good'}>{isRefused ? 'Refused' : 'Allowed'}</td>
      <td className="truncate pr-2 text-muted" title={becauseText(row)}>
        {becauseText(row)}
      </td>
      <td className="tabular text-right text-muted">{row.count}</td>
      <td className="tabular text-right text-muted">{up === 0 ? '–' : sizeText(up)}</td>
      <td className="tabular text-right text-muted">{down === 0 ? '–' : sizeText(down)}</td>
      <td className="tabular text-right text-muted">
        <Age at={at} />
      </td>
    </tr>
  );
}
