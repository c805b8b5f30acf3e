import type { ReactNode } from 'react';

interface WebLinkProps {
  readonly href: string;
  readonly onClick?: () => void;
}

/** Opens an address in the browser; it looks like the button that it stands beside. */
export function WebLink({ href, onClick }: WebLinkProps): ReactNode {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={onClick}
      className="inline-flex h-7 items-center rounded-md bg-accent-fill px-2.5 font-medium text-on-accent hover:bg-accent-fill-hover"
    >
      Open in the browser
    </a>
  );
}
