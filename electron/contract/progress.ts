import type { Container } from './containers.ts';
import type { TaskList } from './reports.ts';

/** A task list in a few words: `2/5 Writing the tests`. */
export function tasksText({ done, total, doing }: TaskList): string {
  return [`${done}/${total}`, ...(doing === null ? [] : [doing])].join(' ');
}

const DAY_MS = 86_400_000;

/** When a limit ends, on the clock of whoever reads it: `usage limit until 17:42`, with the day where it lasts longer than one. */
export function limitText({ limitUntil, since }: Pick<Container, 'limitUntil' | 'since'>): string {
  if (limitUntil === null) return 'usage limit';
  const end = new Date(limitUntil);
  const time = end.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const day = end.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return `usage limit until ${end.getTime() - Date.parse(since) < DAY_MS ? time : `${day}, ${time}`}`;
}
