import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useDraft } from '../../../client/drafts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Keys } from '../../../ui/Keys.tsx';
import { keyOf } from '../../shortcuts/shortcuts.ts';

interface ComposerProps {
  /** What is typed here is there again after a look elsewhere, by this name. */
  readonly draft: string;
  readonly label: string;
  /** What it says so far. */
  readonly text?: string;
  readonly verb: string;
  /** Keeps the text; true when it is kept. */
  readonly onKeep: (text: string) => Promise<boolean>;
  readonly onLeave: () => void;
}

/** Where a comment is written: one key keeps it, Esc leaves it as it was. */
export function Composer({ draft, label, text: first = '', verb, onKeep, onLeave }: ComposerProps): ReactNode {
  const [typed, setTyped] = useDraft(draft);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const [isTouched, setTouched] = useState(typed !== '');
  const text = isTouched ? typed : first;
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);
  const keep = async (): Promise<void> => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    const isKept = await onKeep(text);
    setBusy(false);
    if (isKept) setTyped('');
  };
  const press = (event: KeyboardEvent): void => {
    const isKeep = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing;
    if (event.key !== 'Escape' && !isKeep) return;
    event.preventDefault();
    event.stopPropagation();
    if (isKeep) void keep();
    else onLeave();
  };
  return (
    <div className="font-sans text-ui">
      <textarea
        ref={field}
        aria-label={label}
        placeholder="What should be different?"
        value={text}
        onChange={(event) => {
          setTouched(true);
          setTyped(event.target.value);
        }}
        onKeyDown={press}
        className="block field-sizing-content max-h-60 min-h-16 w-full resize-none rounded-md border border-line bg-surface px-2 py-1.5 text-ink"
      />
      <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
        <Button look="primary" disabled={busy || text.trim() === ''} onClick={() => void keep()}>
          {verb}
          <Keys chord={keyOf('create')} />
        </Button>
        <Button look="quiet" onClick={onLeave}>
          Cancel
          <Keys chord="escape" />
        </Button>
      </div>
    </div>
  );
}
