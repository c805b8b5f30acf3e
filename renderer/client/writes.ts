import { useState } from 'react';
import type { Problem } from '../../electron/contract/errors.ts';
import { type Answer, ask } from './ask.ts';
import type { Client } from './link.ts';
import { readAgain } from './reads.ts';
import { tell, type Told } from './told.ts';

/** What every write answers beside its record. */
interface Written {
  readonly warnings: readonly string[];
  /** Null: nothing was changed. */
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
    call: (client: Client) => Promise<Value>,
  ) => Promise<Value | undefined>;
}

const IDLE = { busy: false, problem: null } as const;

/** Writes to a project. The page never shows what it hopes for: it reads again what is on disk. */
export function useWrite(project: string): Write {
  const [state, setState] = useState<Pick<Write, 'busy' | 'problem'>>(IDLE);
  const run: Write['run'] = async (said, call) => {
    setState({ ...IDLE, busy: true });
    const answer = await ask(call);
    if (!answer.ok) {
      setState({ ...IDLE, problem: answer.problem });
      return undefined;
    }
    await readAgain(project);
    setState(IDLE);
    const text = typeof said === 'function' ? said(answer.value) : said;
    const { warnings, undo } = answer.value;
    if (text !== null) tell({ ...toldOf(project, text, undo ?? null), warnings });
    else if (warnings.length > 0) tell({ text: 'It was done, but:', warnings });
    return answer.value;
  };
  return { ...state, run, clear: () => setState(IDLE) };
}

/** A write as it is told: one that changed nothing has nothing to undo. */
function toldOf(project: string, text: string, change: string | null): Told {
  if (change === null) return { text, final: 'Nothing was changed.' };
  return { text, undo: { word: 'Undo', run: () => turn(project, { text, change, back: true }) } };
}

interface Turn {
  readonly text: string;
  readonly change: string;
  /** Taken back; else done again. */
  readonly back: boolean;
}

async function turn(project: string, { text, change, back }: Turn): Promise<Answer<Told>> {
  const answer = await ask((client) => client.projects.undo({ project, undo: change }));
  if (!answer.ok) return answer;
  await readAgain(project);
  const said = { text: `${back ? 'Undone' : 'Done again'}: ${text}` };
  const next = answer.value.undo ?? null;
  if (next === null) return { ok: true, value: said };
  const run = (): Promise<Answer<Told>> => turn(project, { text, change: next, back: !back });
  return { ok: true, value: { ...said, undo: { word: back ? 'Redo' : 'Undo', run } } };
}
