import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import type { Anchor } from '../../../../electron/contract/comments.ts';
import type { ChangedFile, Review } from '../../../../electron/contract/review.ts';
import { LINE_ID } from '../diff/DiffLine.tsx';
import type { PatchLine } from '../diff/patch-select.ts';
import { onKeys } from '../../shortcuts/useShortcuts.ts';
import { isPickable, type Picked, type Subject, subjectOf } from './comment-select.ts';

/** A comment that is being written: what it is about, as it was shown when it was begun. */
export interface Writing extends Subject {
  readonly anchor: Anchor;
}

export interface Picking {
  /** The line that keys act on, by its place; null: none yet. */
  readonly current: number | null;
  readonly picked: Picked | null;
  readonly writing: Writing | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly mouse: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
  };
  /** Ends the writing, and gives the keys back to the line. */
  readonly stop: () => void;
  /** Gives the keys to the line. */
  readonly focus: () => void;
}

interface Shown {
  readonly review: Pick<Review, 'base' | 'shown'>;
  readonly file: Pick<ChangedFile, 'path' | 'from'>;
  /** Those that are drawn. */
  readonly lines: readonly PatchLine[];
}

/** Lines of a difference are picked by mouse on their numbers, or by keys; then a comment on them is written. */
export function usePicking({ review, file, lines }: Shown): Picking {
  const [current, setCurrent] = useState<number | null>(null);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const follow = useFollow();
  const write = (on: Picked): void => {
    const subject = subjectOf(lines, on, file.path);
    if (subject === undefined) return;
    const anchor = { base: review.base, head: review.shown, was: file.from, quoted: [...subject.quoted] };
    setWriting({ ...subject, anchor });
  };
  const walk = (at: number | undefined, isExtended: boolean): void => {
    if (at === undefined) return;
    setPicked(isExtended ? { from: picked?.from ?? current ?? at, to: at } : null);
    setCurrent(at);
    follow();
  };
  const focus = (): void => {
    setCurrent(current ?? firstOf(lines) ?? null);
    follow();
  };
  const step = (by: 1 | -1, isExtended: boolean) => () =>
    walk(current === null ? firstOf(lines) : next(lines, current, by), isExtended);
  return {
    current,
    picked,
    writing,
    onKeyDown: onKeys({
      down: step(1, false),
      up: step(-1, false),
      'extend-down': step(1, true),
      'extend-up': step(-1, true),
      comment: () => {
        const at = current ?? firstOf(lines);
        if (at !== undefined) write(picked ?? { from: at, to: at });
      },
      ...(picked === null ? {} : { back: () => setPicked(null) }),
    }),
    mouse: useMouse({
      picked,
      onPick: (to, isExtended) => {
        setWriting(null);
        setCurrent(to);
        setPicked({ from: isExtended && current !== null ? current : to, to });
      },
      onDrag: setPicked,
      onEnd: write,
    }),
    stop: () => {
      setWriting(null);
      setPicked(null);
      focus();
    },
    focus,
  };
}

interface MouseOptions {
  readonly picked: Picked | null;
  readonly onPick: (at: number, isExtended: boolean) => void;
  readonly onDrag: (picked: Picked) => void;
  readonly onEnd: (picked: Picked) => void;
}

/** A press on a number picks its line, and a drag from there all lines up to the mouse. */
function useMouse({ picked, onPick, onDrag, onEnd }: MouseOptions): Picking['mouse'] {
  const [isDragged, setDragged] = useState(false);
  return {
    onPointerDown: (event) => {
      const at = placeOf(event.target, '[data-gutter]');
      if (at === undefined || event.button !== 0) return;
      event.preventDefault();
      onPick(at, event.shiftKey);
      setDragged(true);
    },
    onPointerMove: (event) => {
      const at = isDragged && event.buttons === 1 ? placeOf(event.target, '[data-at]') : undefined;
      if (picked !== null && at !== undefined && at !== picked.to) onDrag({ ...picked, to: at });
    },
    onPointerUp: (event) => {
      if (isDragged && picked !== null) onEnd({ ...picked, to: placeOf(event.target, '[data-at]') ?? picked.to });
      setDragged(false);
    },
  };
}

/** The current line gets the focus once it is drawn. */
function useFollow(): () => void {
  const [wishes, setWishes] = useState(0);
  useEffect(() => {
    if (wishes === 0) return;
    const line = document.getElementById(LINE_ID);
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: 'nearest' });
  }, [wishes]);
  return () => setWishes((before) => before + 1);
}

/** The first line that differs; without one, the first that can be picked. */
function firstOf(lines: readonly PatchLine[]): number | undefined {
  const changed = lines.findIndex(({ kind }) => kind === 'added' || kind === 'removed');
  const at = changed === -1 ? lines.findIndex(isPickable) : changed;
  return at === -1 ? undefined : at;
}

function next(lines: readonly PatchLine[], from: number, by: 1 | -1): number | undefined {
  for (let at = from + by; at >= 0 && at < lines.length; at += by) if (isPickable(lines[at] as PatchLine)) return at;
  return undefined;
}

/** The place of the line that an element belongs to. */
function placeOf(target: EventTarget, part: string): number | undefined {
  if (!(target instanceof Element) || target.closest(part) === null) return undefined;
  const at = target.closest('[data-at]')?.getAttribute('data-at');
  return at === null || at === undefined ? undefined : Number(at);
}
