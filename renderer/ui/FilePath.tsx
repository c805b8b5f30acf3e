import { FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyIcon } from './Copy.tsx';
import { cx } from './cx.ts';

interface FilePathProps {
  readonly path: string;
  /** Shown without this beginning; the whole is copied. */
  readonly root?: string;
  readonly className?: string;
}

/** Where on disk something is, to read and to copy. */
export function FilePath({ path, root, className }: FilePathProps): ReactNode {
  const shown = root !== undefined && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  return (
    <span className={cx('inline-flex max-w-full min-w-0 items-center gap-1 text-muted', className)}>
      <FileText aria-hidden className="size-3.5 shrink-0" />
      <code className="truncate font-mono text-code" title={path}>
        {shown}
      </code>
      <CopyIcon text={path} label="Copy the path" />
    </span>
  );
}
