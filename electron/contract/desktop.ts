/** What the page posts to its own window, and preload to the main process, together with one MessagePort. */
export const CONNECT = 'maestro:connect';
