import { useEffect, useRef } from 'react';

/** Whether the caller is still on screen, for what ends later. */
export function useIsOpen(): () => boolean {
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  return () => open.current;
}
