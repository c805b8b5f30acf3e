import { useSyncExternalStore } from 'react';
import { useView } from './view.ts';

const WIDE = '(min-width: 90rem)';

/** Whether the details are open: as the user chose, else wherever the window is wide enough. */
export function useDetails(): { readonly open: boolean; readonly toggle: () => void } {
  const chosen = useView((view) => view.details);
  const wide = useSyncExternalStore(subscribe, () => window.matchMedia(WIDE).matches);
  const open = chosen ?? wide;
  return { open, toggle: () => useView.setState({ details: !open }) };
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}
