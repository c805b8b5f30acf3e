import { plain } from './text.ts';

/** Lines of an answer; what is undefined is left out. */
export function lines(...parts: readonly (string | readonly string[] | undefined)[]): string {
  return parts.flatMap((part) => part ?? []).join('\n');
}

/** `[ok] …`, as scripts and people know it. */
export function ok(text: string): string {
  return `[ok] ${plain(text)}`;
}

/** `Next: …`, what to do after it. */
export function next(text: string): string {
  return `  Next: ${text}`;
}

/** `Undo: …`, the command that takes it back. */
export function undo(text: string): string {
  return `  Undo: ${text}`;
}
