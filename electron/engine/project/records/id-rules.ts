const SEQUENTIAL = /^(\d{4}-\d{2}-\d{2})-(\d{3,6})$/;

/** Whether this is the id of a mission, handoff or correction. */
export function isSequentialId(text: string): boolean {
  return SEQUENTIAL.test(text);
}

/** Names that some systems keep for devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i;

/** What a name is where upper and lower case, and the forms of one letter, are the same. */
export function sameName(text: string): string {
  return text.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
}

/** Whether every system can have a file of this name. */
export function isPortableName(text: string): boolean {
  return !RESERVED.test(text) && !/[. ]$/.test(text);
}

/** The day as people here write it: local, because ids carry the day that the user sees on the clock. */
export function localDay(at: Date): string {
  return [at.getFullYear(), pad(at.getMonth() + 1, 2), pad(at.getDate(), 2)].join('-');
}

/** The id after the highest one of that day. Gaps are not used again; 1000 and more are fine. */
export function nextSequentialId(taken: Iterable<string>, day: string): string {
  let highest = 0;
  for (const id of taken) {
    const match = SEQUENTIAL.exec(id);
    if (match?.[1] === day) highest = Math.max(highest, Number(match[2]));
  }
  return `${day}-${pad(highest + 1, 3)}`;
}

/** Order of sequential ids: day, then number (so that 1000 comes after 999). */
export function compareIds(left: string, right: string): number {
  // Of one length, ids stand in their order as texts do.
  if (left.length === right.length) return left < right ? -1 : left > right ? 1 : 0;
  const [a, b] = [SEQUENTIAL.exec(left), SEQUENTIAL.exec(right)];
  if (a === null || b === null || a[1] !== b[1]) return left < right ? -1 : left > right ? 1 : 0;
  return Number(a[2]) - Number(b[2]);
}

/** `20261120-214315-216`, local time. */
export function checkpointId(at: Date): string {
  const day = localDay(at).replaceAll('-', '');
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => pad(part, 2)).join('');
  return `${day}-${time}-${pad(at.getMilliseconds(), 3)}`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
