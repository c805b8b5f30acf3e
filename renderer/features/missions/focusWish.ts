import { useEffect } from 'react';
import { create } from 'zustand';

const useWish = create<{ readonly wanted: boolean }>(() => ({ wanted: false }));

/** Asks that the keys go to the mission as soon as it is there: it was opened from the list by a key. */
export function wishFocus(): void {
  useWish.setState({ wanted: true });
}

/** Grants that wish once what can be focused is on screen. */
export function useFocusWish(container: string, isThere: boolean): void {
  const wanted = useWish((state) => state.wanted);
  useEffect(() => {
    if (!wanted || !isThere) return;
    useWish.setState({ wanted: false });
    document.querySelector<HTMLElement>(`#${container} [tabindex="0"]`)?.focus();
  }, [container, wanted, isThere]);
}
