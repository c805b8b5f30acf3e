import { useState } from 'react';
import type { Problem } from '../../electron/contract/errors.ts';
import type { Answer } from './ask.ts';
import type { Writer } from './link.ts';
import { readAgain } from './reads.ts';
import type { Said } from './told.ts';
import { back, type Seen, write } from './write.ts';

/** What every write answers beside its record. */
interface Written {
  readonly warnings: readonly string[];
  /** Null: nothing was changed; unset: another write takes it back. */
  readonly undo?: string | null | undefined;
}

/** Whether something that was asked for is under way, and how it failed last. */
export interface Outcome {
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly clear: () => void;
}

/** A write to a project's files. */
export interface Write extends Outcome {
  /**
   * Asks, waits until the page shows what the files say now, and says what was done, with the way back and what
   * should be read although it was done. `said` null: what opens then says it. Undefined when it failed.
   */
  readonly run: <Value extends Written>(
    said: string | null | ((value: Value) => string),
    call: (writer: Writer) => Promise<Value>,
  ) => Promise<Value | undefined>;
}

const IDLE = { busy: false, problem: null } as const;

/** Writes to a project. The page never shows what it hopes for: it reads again what is on disk. */
export function useWrite(project: string): Write {
  const [state, setState] = useState<Pick<Write, 'busy' | 'problem'>>(IDLE);
  const run: Write['run'] = async (said, call) => {
    setState({ ...IDLE, busy: true });
    const answer = await write(call, async (value) => {
      await readAgain(project);
      setState(IDLE);
      return seenOf(project, typeof said === 'function' ? said(value) : said, value);
    });
    if (!answer.ok) setState({ ...IDLE, problem: answer.problem });
    return answer.ok ? answer.value : undefined;
  };
  return { ...state, run, clear: () => setState(IDLE) };
}

/** A write as it is told: one that changed nothing has nothing to undo. */
function seenOf(project: string, text: string | null, { warnings, undo: change }: Written): Seen {
  if (text === null && warnings.length === 0) return { shown: 'what opens then' };
  if (text === null) return { text: 'It was done, but:', final: '', warnings };
  if (change === undefined) return { text, final: '', warnings };
  if (change === null) return { text, final: 'Nothing was changed.', warnings };
  return { text, undo: { word: 'Undo', run: () => turn(project, { text, change, isBack: true }) }, warnings };
}

interface Turn {
  readonly text: string;
  readonly change: string;
  /** Taken back; else done again. */
  readonly isBack: boolean;
}

async function turn(project: string, { text, change, isBack }: Turn): Promise<Answer<Said>> {
  return back(
    (writer) => writer.projects.undo({ project, undo: change }),
    async ({ undo: next = null }) => {
      await readAgain(project);
      const said = { text: `${isBack ? 'Undone' : 'Done again'}: ${text}` };
      if (next === null) return said;
      const run = (): Promise<Answer<Said>> => turn(project, { text, change: next, isBack: !isBack });
      return { ...said, undo: { word: isBack ? 'Redo' : 'Undo', run } };
    },
  );
}
