import type { ReactNode } from 'react';

interface PartProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page of details, with what belongs to it at the right. */
export function Part({ title, aside, children }: PartProps): ReactNode {
  return (
    <section>
      <div className="mb-1 flex min-h-6 items-center justify-between gap-2">
        <h3 className="font-semibold">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
