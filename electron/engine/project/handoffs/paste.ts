/** Stands before a packet that is pasted into a general agent. */
export const PASTE_LINE =
  'Use the following UKI as the canonical handoff packet. Interpret each block literally and continue from NEXT_ACTION.';
