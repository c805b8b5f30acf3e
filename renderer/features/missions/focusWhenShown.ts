import { useEffect } from 'react';
import { create } from 'zustand';
import { keysAreTaken } from '../../ui/taken.ts';

const useAsked = create<{ readonly asked: boolean }>(() => ({ asked: false }));

/** Asks that the keys go to the mission as soon as it is there: it was opened from the list by a key. */
export function focusWhenShown(): void {
  useAsked.setState({ asked: true });
}

/** Gives them, when that was asked for, once what can be focused is on screen. */
export function useFocusWhenShown(container: string, isThere: boolean): void {
  const asked = useAsked((state) => state.asked);
  useEffect(() => {
    if (!asked || !isThere) return;
    useAsked.setState({ asked: false });
    if (keysAreTaken(`#${container}`)) return;
    document.querySelector<HTMLElement>(`#${container} [tabindex="0"]`)?.focus();
  }, [container, asked, isThere]);
}
