/** What a container gets of a credential. Never logged. */
export interface Lease {
  /** Below the home folder of the agent's user. */
  readonly path: string;
  readonly text: string;
  /** Milliseconds since 1970; `Infinity` for one that does not say. */
  readonly end: number;
  /** The end of what lies in the file's place; undefined where nobody is signed in, or it cannot be read. */
  readonly endOf: (bytes: Buffer) => number | undefined;
}

/** What a container has: its file, and the end of the credential in it, if there is one. */
export interface Own {
  readonly text: string;
  readonly end: number | undefined;
}

/** Whether a credential is worth more than what a container has (pure). One that has ended is worth nothing. */
export function isFresher(offered: Pick<Lease, 'text' | 'end'>, own: Own | undefined, now: Date): boolean {
  if (offered.end <= now.getTime()) return false;
  if (own?.end === undefined) return true;
  if (offered.end === Infinity && own.end === Infinity) return offered.text !== own.text;
  return offered.end > own.end;
}
