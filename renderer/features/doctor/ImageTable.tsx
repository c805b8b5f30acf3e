import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMaestro } from '../../client/store.ts';
import { Age } from '../../ui/Ages.tsx';
import { sizeText } from '../../../electron/contract/text.ts';
import { count } from '../../ui/format.ts';

interface ImageTableProps {
  readonly ready: boolean;
  /** State of the last build: another one means other images. */
  readonly built: string;
}

/** The images that Maestro made on this machine. */
export function ImageTable({ ready, built }: ImageTableProps): ReactNode {
  const client = useMaestro((maestro) => maestro.client);
  const { data } = useQuery({
    queryKey: ['images', built],
    queryFn: () => client?.images.list() ?? [],
    enabled: ready && client !== null,
  });
  if (!ready) return <p className="text-muted">Images show as soon as Docker answers.</p>;
  if (data === undefined) return <p className="text-muted">Reading the images…</p>;
  if (data.length === 0) return <p className="text-muted">None yet. They are built with the first container.</p>;
  return (
    <table className="w-full table-fixed text-left">
      <thead className="text-small text-muted">
        <tr className="border-b border-line">
          <th className="w-24 py-1.5 font-normal">Image</th>
          <th className="py-1.5 font-normal">Tag</th>
          <th className="w-24 py-1.5 text-right font-normal">Size</th>
          <th className="w-20 py-1.5 text-right font-normal">Made</th>
          <th className="w-56 py-1.5 pl-6 font-normal">State</th>
        </tr>
      </thead>
      <tbody>
        {data.map((image) => (
          <tr key={image.tag} className="h-8 border-b border-line/70 last:border-0">
            <td>{image.target}</td>
            <td className="truncate font-mono text-code text-muted">{image.tag}</td>
            <td className="tabular text-right">{sizeText(image.sizeBytes)}</td>
            <td className="tabular text-right text-muted">
              <Age at={image.createdAt} />
            </td>
            <td className="truncate pl-6 text-muted">
              {image.current ? 'Current' : 'Outdated'}
              {image.usedBy > 0 && ` · ${count(image.usedBy, 'container')}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
