import { type ReactNode, useId } from 'react';
import type { InboxItem } from './inbox-item.ts';
import type { InboxSection } from './still-select.ts';
import { SECTION_WORDS } from './words-select.ts';

interface SectionProps {
  readonly section: InboxSection;
  readonly aside: ReactNode;
  readonly children: (item: InboxItem) => ReactNode;
}

/** Items under one head. What went while the pointer is here keeps its room. */
export function Section({ section: { id, rows }, aside, children }: SectionProps): ReactNode {
  const head = useId();
  const left = rows.filter(({ isGone }) => !isGone).length;
  return (
    <section aria-labelledby={head}>
      <div className="sticky top-0 z-10 flex min-h-8 items-center gap-2 border-b border-line bg-surface px-4">
        <h2 id={head} className="text-small font-semibold text-muted">
          {SECTION_WORDS[id]} <span className="tabular font-normal">{left}</span>
        </h2>
        {aside}
      </div>
      <ul>
        {rows.map(({ key, item, isGone }) =>
          isGone ? (
            <li key={key} className="flex min-h-13 items-center gap-3 border-b border-line/70 px-4 text-muted">
              <span className="max-w-3/5 truncate">{item.title}</span> waits no more
            </li>
          ) : (
            children(item)
          ),
        )}
      </ul>
    </section>
  );
}
