const ASKED = '?demo';

/** Whether this page was opened to look at the host's demo, and has its own containers one step behind. */
export const LOOKS_AT_DEMO = 'location' in globalThis && globalThis.location.search === ASKED;

/** What the page keeps for its user: in a demo only as long as that is looked at. */
export function keeping(): Storage {
  return LOOKS_AT_DEMO ? sessionStorage : localStorage;
}

/** Goes to the demo: the same page, answered by made-up agents. */
export function openDemo(): void {
  globalThis.location.assign(`/${ASKED}`);
}

/** Goes back to what is this user's own. */
export function leaveDemo(): void {
  globalThis.location.assign('/');
}
