import type { ReactNode } from 'react';
import type { InspectorRow } from '../../../electron/contract/config.ts';
import { cx } from '../../ui/cx.ts';
import { SOURCE_WORDS } from './select.ts';

const LOOKS: Readonly<Record<InspectorRow['source'], string>> = {
  project: 'bg-accent-soft text-accent',
  global: 'bg-press text-ink',
  default: 'text-muted',
  mixed: 'bg-press text-ink',
  none: 'text-muted',
};

/** The layer that a value comes from. */
export function SourceBadge({ source }: Pick<InspectorRow, 'source'>): ReactNode {
  return <span className={cx('rounded-sm px-1.5 text-small font-medium', LOOKS[source])}>{SOURCE_WORDS[source]}</span>;
}
