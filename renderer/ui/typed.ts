import { type SyntheticEvent, useMemo, useRef } from 'react';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** What a person wrote in a part of the page, so that nothing of it goes unasked. */
export interface Typed {
  /** Goes on the element around the fields. */
  readonly watch: { readonly onFocusCapture: (event: SyntheticEvent) => void };
  /** Whether a field says something that it did not say before. */
  readonly isTyped: () => boolean;
}

/** Remembers what stood in each text field when it was first entered. Searching is not writing. */
export function useTyped(): Typed {
  const before = useRef(new Map<TextField, string>());
  return useMemo(() => {
    const onFocusCapture = ({ target }: SyntheticEvent): void => {
      if (isWritten(target) && !before.current.has(target)) before.current.set(target, target.value);
    };
    const isTyped = (): boolean =>
      [...before.current].some(([field, text]) => field.isConnected && field.value !== text && field.value !== '');
    return { watch: { onFocusCapture }, isTyped };
  }, []);
}

function isWritten(target: EventTarget): target is TextField {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && target.type === 'text' && target.role !== 'combobox';
}
