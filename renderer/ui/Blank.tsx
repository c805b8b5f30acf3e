import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface BlankProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What to do next. */
  readonly children?: ReactNode;
}

/** Nothing is here: what it would be, and how it comes. */
export function Blank({ icon: Icon, title, children }: BlankProps): ReactNode {
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center overflow-y-auto px-6 py-10 text-center">
      <Icon aria-hidden className="mb-4 size-8 shrink-0 text-line-strong" strokeWidth={1.25} />
      <p className="text-title font-semibold">{title}</p>
      <div className="mt-1 flex max-w-full flex-col items-center gap-3 text-muted">{children}</div>
    </div>
  );
}
