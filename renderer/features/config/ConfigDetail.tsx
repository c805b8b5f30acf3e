import type { ReactNode, RefObject } from 'react';
import type { ConfigInspector, InspectorRow } from '../../../electron/contract/config.ts';
import { CopyIcon } from '../../ui/Copy.tsx';
import { ConfigEdit } from './ConfigEdit.tsx';
import { hasEffect } from './select.ts';
import { SourceBadge } from './SourceBadge.tsx';

interface ConfigDetailProps {
  readonly region: RefObject<HTMLElement | null>;
  readonly project: string;
  readonly inspector: ConfigInspector;
  readonly row: InspectorRow;
}

/** One key in every layer, what it does, and its edit. */
export function ConfigDetail({ region, project, inspector, row }: ConfigDetailProps): ReactNode {
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={row.keyPath}
      className="focus-inset min-h-0 min-w-0 flex-1 space-y-4 overflow-y-auto p-4"
    >
      <header>
        <h2 className="flex min-w-0 items-center gap-1 font-mono text-code font-semibold">
          <span className="min-w-0 wrap-anywhere">{row.keyPath}</span>
          <CopyIcon text={row.keyPath} label="Copy the key" />
        </h2>
        {row.description !== row.keyPath && <p className="break-words">{row.description}</p>}
        <p className="break-words text-muted">
          {!hasEffect(row) && <span className="font-medium">No effect. </span>}
          {row.impactText}
        </p>
      </header>
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
        <dt className="text-muted">Effective</dt>
        <dd className="flex min-w-0 flex-wrap items-center gap-2 font-medium break-words">
          {row.effectiveValueText} <SourceBadge source={row.source} />
        </dd>
        <Layer name="Project" text={row.projectValueText} />
        <Layer name="Global" text={row.globalValueText} />
        <Layer name="Default" text={row.defaultValueText} />
      </dl>
      {row.editKind === 'readonly' ? (
        <p className="text-muted">
          This key is edited in its file. Maestro reads it again as soon as the file is saved, and names what it cannot
          use.
        </p>
      ) : (
        <ConfigEdit project={project} inspector={inspector} row={row} />
      )}
    </section>
  );
}

function Layer({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className={text === 'unset' ? 'text-muted' : 'min-w-0 break-words'}>{text}</dd>
    </>
  );
}
