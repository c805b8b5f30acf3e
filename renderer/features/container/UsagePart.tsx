import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { dollars, type ModelUsage, tokenText, type Usage, usageNotes } from '../../../electron/contract/usage.ts';
import { problemOf } from '../../client/ask.ts';
import { askHost } from '../../client/reads.ts';
import { useMaestro } from '../../client/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Part } from '../../ui/Part.tsx';

/** What an agent has used, read from its conversation when somebody wants to know. */
export function UsagePart({ container: { name } }: { readonly container: Container }): ReactNode {
  const client = useMaestro((maestro) => maestro.client);
  const [asked, setAsked] = useState(false);
  const { data, error, isFetching, refetch } = useQuery<Usage>({
    queryKey: ['usage', name],
    queryFn: () => askHost(client, (known) => known.usage.get({ name })),
    enabled: asked && client !== null,
  });
  const read = (): void => {
    if (asked) void refetch();
    else setAsked(true);
  };
  return (
    <Part
      title="Usage"
      aside={
        <Button look="quiet" className="-mr-2.5 h-6 px-2.5 text-small" disabled={isFetching} onClick={read}>
          {isFetching ? 'Reading…' : data === undefined ? 'Read tokens and cost' : 'Read again'}
        </Button>
      }
    >
      {error !== null && <p className="break-words text-bad">{problemOf(error).sentence}</p>}
      {data !== undefined && <Used usage={data} />}
    </Part>
  );
}

function Used({ usage }: { readonly usage: Usage }): ReactNode {
  const { models, prices } = usage;
  return (
    <div className="space-y-1.5">
      {models.map((model) => (
        <Model key={model.model} {...model} />
      ))}
      {models.length === 0 && usage.unreadable === null && <p className="text-muted">Nothing yet.</p>}
      {usageNotes(usage).map((note) => (
        <p key={note} className="break-words text-muted">
          {note}
        </p>
      ))}
      {models.length > 0 && prices !== null && (
        <p className="text-small text-muted">
          {prices.source}, {prices.asOf}.
        </p>
      )}
    </div>
  );
}

function Model({ model, tokens, usd }: ModelUsage): ReactNode {
  const { input, output, cacheRead, cacheWrite } = tokens;
  return (
    <div>
      <p className="flex justify-between gap-2">
        <span className="min-w-0 break-words">{model}</span>
        <span className="tabular shrink-0">{usd === null ? 'cost not known' : dollars(usd)}</span>
      </p>
      <p className="tabular text-small text-muted">
        {tokenText(input)} in · {tokenText(output)} out · {tokenText(cacheRead)} from cache · {tokenText(cacheWrite)}{' '}
        into it
      </p>
    </div>
  );
}
