interface BudgetOptions {
  readonly perSecond: number;
  readonly burst: number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/** Allows `burst` things at once and `perSecond` in the long run. */
export function createBudget({ perSecond, burst, now }: BudgetOptions): { take(): boolean } {
  let left = burst;
  let at = now();
  return {
    take: () => {
      const moment = now();
      left = Math.min(burst, left + ((moment - at) / 1000) * perSecond);
      at = moment;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
