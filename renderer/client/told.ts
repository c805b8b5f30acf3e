import { create } from 'zustand';
import type { Answer } from './ask.ts';

/** What else can be done about what was done. */
export interface Remedy {
  /** `Undo`, or what it is where it cannot be undone. */
  readonly word: string;
  /** Undefined: there is nothing to answer. */
  readonly run: () => Promise<Answer<Said> | undefined>;
}

/** Something that is said for some seconds. */
export interface Said {
  readonly text: string;
  readonly undo?: Remedy | undefined;
  /** Why it cannot be undone, or what there is to do instead, as a sentence. */
  readonly final?: string | undefined;
  /** What should be read although it was done; it stays until it is dismissed. */
  readonly warnings?: readonly string[] | undefined;
}

/** What was done, with the way back or why there is none. */
export type Told = Said & ({ readonly undo: Remedy } | { readonly final: string });

export interface Toast extends Said {
  readonly id: number;
  readonly failed: boolean;
  readonly busy: boolean;
}

interface Telling {
  /** What is on screen, newest last. */
  readonly shown: readonly Toast[];
  /** What can be taken back, newest last; it outlives its toast. */
  readonly done: readonly Toast[];
}

const SHOWN_AT_ONCE = 3;
const REMEMBERED = 50;

export const useTold = create<Telling>(() => ({ shown: [], done: [] }));

let last = 0;

/** Says what was done. It can be taken back by its button, and later by the key. */
export function tell(told: Told): void {
  show(told);
}

/** Says something that is about no change, as that a text was copied. */
export function note(text: string): void {
  show({ text });
}

function show(said: Said, { isUndo = false } = {}): void {
  last += 1;
  const toast: Toast = { ...said, id: last, failed: false, busy: false };
  useTold.setState(({ shown, done }) => ({
    shown: [...shown, toast].slice(-SHOWN_AT_ONCE),
    // Undoing twice takes back what was done before, and does not do it again.
    done: toast.undo === undefined || isUndo ? done : [...done, toast].slice(-REMEMBERED),
  }));
}

/** Takes a toast off the screen. */
export function hush(id: number): void {
  useTold.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));
}

/** Takes back what was done last. */
export function undoLast(): void {
  const toast = useTold.getState().done.at(-1);
  if (toast === undefined) note('There is nothing to undo.');
  else void undo(toast);
}

/** Takes back what a toast tells, and says how that went. */
export async function undo(toast: Toast): Promise<void> {
  if (toast.undo === undefined || useTold.getState().shown.some(({ id, busy }) => id === toast.id && busy)) return;
  useTold.setState(({ shown, done }) => ({
    shown: shown.map((one) => (one.id === toast.id ? { ...one, busy: true } : one)),
    done: done.filter(({ id }) => id !== toast.id),
  }));
  const answer = await toast.undo.run();
  hush(toast.id);
  if (answer?.ok === true) show(answer.value, { isUndo: true });
  else if (answer !== undefined) tellFailure(`${answer.problem.sentence} ${answer.problem.hints[0] ?? ''}`.trim());
}

/** Says what could not be done. */
export function tellFailure(text: string): void {
  show({ text });
  useTold.setState(({ shown }) => ({
    shown: shown.map((toast, at) => (at === shown.length - 1 ? { ...toast, failed: true } : toast)),
  }));
}
