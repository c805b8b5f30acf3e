import { note, tellFailure } from './told.ts';

/** Copies a text and says so, where nothing else on screen does. */
export function copyText(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => note(`Copied: ${text}`),
    () => tellFailure('This browser did not let Maestro copy.'),
  );
}
