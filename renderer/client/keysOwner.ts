import { create } from 'zustand';

/** Who gets what is typed: the page's own keys, or the terminal. */
export const useKeysOwner = create<{ readonly terminal: boolean }>(() => ({ terminal: false }));
