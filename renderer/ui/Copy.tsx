import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button, IconButton } from './Button.tsx';

const SHOWN_MS = 1500;

interface CopyProps {
  readonly text: string;
  readonly label: string;
}

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label }: CopyProps): ReactNode {
  const { copied, copy } = useCopy(text);
  return (
    <Button look="plain" onClick={copy}>
      {copied ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
      {copied ? 'Copied' : label}
    </Button>
  );
}

/** The same with an icon only. */
export function CopyIcon({ text, label }: CopyProps): ReactNode {
  const { copied, copy } = useCopy(text);
  return (
    <IconButton label={copied ? 'Copied' : label} onClick={copy} className="size-6">
      {copied ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
    </IconButton>
  );
}

function useCopy(text: string): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => {
      setCopied(false);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
    });
  };
  return { copied, copy };
}
