import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { dollars, tokenText, type Usage, usageNotes } from '../../../electron/contract/usage.ts';
import { placeHash } from '../../client/place.ts';
import { type Found, hasFigures } from './usage-select.ts';

interface UsageTableProps {
  readonly containers: readonly Container[];
  /** Those that could be read, in their order. */
  readonly usages: readonly Usage[];
  readonly found: Readonly<Record<string, Found>>;
}

/** What each container's agent has used, by model; and why of some nothing is known. */
export function UsageTable({ containers, usages, found }: UsageTableProps): ReactNode {
  const read = new Set(usages.map(({ name }) => name));
  const others = containers.filter(({ name }) => !read.has(name));
  return (
    <section>
      <h2 id="usage-containers" className="mb-2 font-semibold">
        By container
      </h2>
      <table aria-labelledby="usage-containers" className="tabular w-full table-fixed text-left">
        <thead className="text-small text-muted">
          <tr className="border-b border-line">
            <th className="py-1.5 font-normal">Container</th>
            <th className="w-2/5 py-1.5 font-normal">Agent and model</th>
            <th className="w-16 py-1.5 text-right font-normal">In</th>
            <th className="w-16 py-1.5 text-right font-normal">Out</th>
            <th className="w-20 py-1.5 text-right font-normal">Cost</th>
          </tr>
        </thead>
        {usages.map((usage) => (
          <tbody key={usage.name} className="border-b border-line/70 last:border-0">
            <Models usage={usage} />
            <Notes usage={usage} />
          </tbody>
        ))}
        <tbody>
          {others.map((container) => (
            <Unread key={container.name} container={container} found={found[container.name]} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Models({ usage }: { readonly usage: Usage }): ReactNode {
  const { name, shortName, agent, models } = usage;
  if (!hasFigures(usage))
    return (
      <tr className="h-8">
        <Name name={name} shortName={shortName} />
        <td className="truncate text-muted">{agent}</td>
        <td colSpan={3} className="text-right text-muted">
          no figures
        </td>
      </tr>
    );
  return models.map(({ model, tokens, usd }, index) => (
    <tr key={model} className="h-8">
      {index === 0 ? <Name name={name} shortName={shortName} /> : <td />}
      <td className="truncate text-muted" title={`${agent}, ${model}`}>
        {agent}, {model}
      </td>
      <td className="text-right">{tokenText(tokens.input)}</td>
      <td className="text-right">{tokenText(tokens.output)}</td>
      <td className={usd === null ? 'text-right text-muted' : 'text-right'}>
        {usd === null ? 'not known' : dollars(usd)}
      </td>
    </tr>
  ));
}

function Notes({ usage }: { readonly usage: Usage }): ReactNode {
  return usageNotes(usage).map((note) => (
    <tr key={note}>
      <td />
      <td colSpan={4} className="pb-1.5 text-small break-words text-muted">
        {note}
      </td>
    </tr>
  ));
}

function Unread({ container, found }: { readonly container: Container; readonly found: Found | undefined }): ReactNode {
  const problem = found !== undefined && 'problem' in found ? found.problem : null;
  return (
    <tr className="h-8 border-b border-line/70 last:border-0">
      <Name name={container.name} shortName={container.shortName} />
      <td colSpan={4} className={problem === null ? 'text-muted' : 'py-1 break-words text-bad'}>
        {problem === null ? 'not read yet' : problem.sentence}
      </td>
    </tr>
  );
}

function Name({ name, shortName }: Pick<Container, 'name' | 'shortName'>): ReactNode {
  return (
    <td className="truncate pr-3" title={shortName}>
      <a
        href={placeHash({ at: 'container', name, window: 'agent' })}
        className="rounded-sm text-accent underline-offset-2 hover:underline"
      >
        {shortName}
      </a>
    </td>
  );
}
