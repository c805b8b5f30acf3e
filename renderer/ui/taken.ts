/**
 * Whether the keys are in use elsewhere than here: somebody writes, or has a menu or a question open. What comes late
 * to the page (its part of the program had to be loaded, or its records) takes no keys from them.
 */
export function keysAreTaken(here: string, element: Element | null = document.activeElement): boolean {
  if (element === null || element.closest(here) !== null) return false;
  return element.matches(USED) || element.closest(OPEN) !== null;
}

/** Where text is written, and what opened something and is about to hand it the keys. */
const USED = 'input,textarea,[aria-haspopup][aria-expanded="true"]';

const OPEN = '[data-open]:is([role="menu"],[role="dialog"],[role="alertdialog"],[role="listbox"])';
