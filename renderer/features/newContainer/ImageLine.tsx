import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OwnImageState } from '../../../electron/contract/images.ts';
import { useMaestro } from '../../client/store.ts';
import { maestroLine } from '../../ui/shell.ts';
import { sentence } from '../../ui/format.ts';

/** Says which image the container will run on, why that one, and what it lacks. */
export function ImageLine(): ReactNode {
  const own = useOwnImage();
  if (own === undefined) return null;
  if (own === null) return <p className="mt-3 text-small text-muted">It runs on Maestro’s own image.</p>;
  const flaw = flawOf(own);
  return (
    <p
      role={flaw === null ? undefined : 'alert'}
      className={`mt-3 text-small ${flaw === null ? 'text-muted' : 'text-bad'}`}
    >
      It runs on <span className="font-mono text-code break-all">{own.reference}</span>, as{' '}
      <span className="font-mono text-code">containers.image</span> says
      {flaw === null
        ? own.missing === null
          ? '. What it needs in it is checked before the container is made.'
          : ', which has what Maestro needs in it.'
        : `. ${flaw} Maestro’s own again: ${maestroLine('config', 'unset', 'containers.image')}`}
    </p>
  );
}

function flawOf({ isHere, missing, reference }: OwnImageState): string | null {
  if (!isHere) return `The engine does not have it: docker pull ${reference}, or build it.`;
  return missing === null || missing.length === 0 ? null : `It lacks ${sentence(missing)}: install that in it.`;
}

/** Undefined while it is not known. */
function useOwnImage(): OwnImageState | null | undefined {
  const client = useMaestro((maestro) => maestro.client);
  const { data } = useQuery({
    queryKey: ['own image'],
    queryFn: () => client?.images.own() ?? null,
    enabled: client !== null,
    retry: false,
    gcTime: 0,
  });
  return data;
}
