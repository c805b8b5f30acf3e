import type { Tokens } from '../../contract/usage.ts';

/** What one message of a model used. `hour`: how much of `cacheWrite` was kept for an hour. */
export interface Spent {
  /** Several records of one id are one message, of which the last one counts; null: a record of its own. */
  readonly id: string | null;
  readonly model: string;
  readonly tokens: Tokens;
  readonly hour: number;
}

/** Reads the records of one file, in their order: what each says was spent. Null stands for what makes no sense. */
export type Reader = (record: string) => readonly (Spent | null)[];

/** A record that makes no sense. */
export const NONSENSE: readonly [null] = [null];
