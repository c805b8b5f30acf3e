import { useState } from 'react';
import type { Problem } from '../../electron/contract/errors.ts';
import { ask } from './ask.ts';
import type { Client } from './link.ts';
import { readAgain } from './reads.ts';

/** What every write answers beside its record. */
interface Written {
  readonly warnings: readonly string[];
}

/** A write to a project's files: whether it is under way, and how the last one ended. */
export interface Write {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** What a person should read although it was done. */
  readonly warnings: readonly string[];
  /** Asks, then waits until the page shows what the files say now. Undefined when it failed. */
  readonly run: <Value extends Written>(call: (client: Client) => Promise<Value>) => Promise<Value | undefined>;
  readonly clear: () => void;
}

const IDLE = { busy: false, problem: null, warnings: [] } as const;

/** Writes to a project. The page never shows what it hopes for: it reads again what is on disk. */
export function useWrite(project: string): Write {
  const [state, setState] = useState<Pick<Write, 'busy' | 'problem' | 'warnings'>>(IDLE);
  const run: Write['run'] = async (call) => {
    setState({ ...IDLE, busy: true });
    const answer = await ask(call);
    if (!answer.ok) {
      setState({ ...IDLE, problem: answer.problem });
      return undefined;
    }
    await readAgain(project);
    setState({ ...IDLE, warnings: answer.value.warnings });
    return answer.value;
  };
  return { ...state, run, clear: () => setState(IDLE) };
}
