interface Gate {
  pause(): void;
  resume(): void;
}

/** Counts what is on its way to a reader, and stops the source while that is too much. */
export interface Flow {
  sent(chars: number): void;
  acknowledged(chars: number): void;
}

/** Pauses beyond `limit` unacknowledged characters, and resumes at half of it. */
export function createFlow(limit: number, gate: Gate): Flow {
  let unread = 0;
  let paused = false;
  return {
    sent: (chars) => {
      unread += chars;
      if (paused || unread <= limit) return;
      paused = true;
      gate.pause();
    },
    acknowledged: (chars) => {
      unread = Math.max(0, unread - chars);
      if (!paused || unread > limit / 2) return;
      paused = false;
      gate.resume();
    },
  };
}
