import { useEffect } from 'react';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { keeping } from '../../client/demo.ts';

interface Welcomed {
  readonly over: boolean;
}

/** Whether this user skipped the first run, or began a container. It stays so, on this machine. */
export const useWelcomed = create<Welcomed>()(
  persist((): Welcomed => ({ over: false }), {
    name: 'maestro.welcomed',
    storage: createJSONStorage(keeping),
  }),
);

/** The first run is not shown again. */
export function skipWelcome(): void {
  useWelcomed.setState({ over: true });
}

/** Whoever has containers is past the first run, also when the last one is gone. */
export function useWelcomeEnd(hasContainers: boolean): void {
  useEffect(() => {
    if (hasContainers) skipWelcome();
  }, [hasContainers]);
}
