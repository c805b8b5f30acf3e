import { type ReactNode, useId } from 'react';
import { dollars, tokenText } from '../../../electron/contract/usage.ts';
import type { Sum } from './usage-select.ts';

interface SumTableProps {
  readonly title: string;
  /** The head of the first column. */
  readonly first: string;
  readonly sums: readonly Sum[];
}

/** What was used together, a row each. */
export function SumTable({ title, first, sums }: SumTableProps): ReactNode {
  const id = useId();
  return (
    <section className="min-w-0">
      <h2 id={id} className="mb-2 font-semibold">
        {title}
      </h2>
      <table aria-labelledby={id} className="tabular w-full table-fixed text-left">
        <thead className="text-small text-muted">
          <tr className="border-b border-line">
            <th className="py-1.5 font-normal">{first}</th>
            <th className="w-16 py-1.5 text-right font-normal">In</th>
            <th className="w-16 py-1.5 text-right font-normal">Out</th>
            <th className="w-16 py-1.5 text-right font-normal">Cache</th>
            <th className="w-20 py-1.5 text-right font-normal">Cost</th>
          </tr>
        </thead>
        <tbody>
          {sums.map(({ of, tokens, usd }) => (
            <tr key={of} className="h-8 border-b border-line/70 last:border-0">
              <td className="truncate" title={of}>
                {of}
              </td>
              <td className="text-right">{tokenText(tokens.input)}</td>
              <td className="text-right">{tokenText(tokens.output)}</td>
              <td className="text-right">{tokenText(tokens.cacheRead + tokens.cacheWrite)}</td>
              <td className={usd === null ? 'text-right text-muted' : 'text-right'}>
                {usd === null ? 'not known' : dollars(usd)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
