import { shownText } from '../../contract/text.ts';

const MOST_WORDS = 30;
const MOST_CHARS = 60;

/** What the check of an image found. */
export interface Checked {
  /** What is not in it. */
  readonly missing: readonly string[];
  /** What is there and never answered. */
  readonly silent: readonly string[];
}

/** What `docker/check-image` said (pure). An image may say anything in its place: what it says is text, short, and not much. */
export function readCheck(lines: readonly string[]): Checked {
  const said = (mark: string): string[] => {
    const words = lines
      .filter((line) => line.startsWith(`${mark} `))
      .map((line) => shownText(line.slice(2)).slice(0, MOST_CHARS));
    return [...new Set(words)].slice(-MOST_WORDS);
  };
  const [missing, silent] = [said('-'), said('!')];
  if (lines.includes('end')) return { missing, silent };
  const last = said('?').at(-1);
  return last === undefined
    ? { missing: [...missing, 'a /bin/sh that runs here'], silent }
    : { missing, silent: [...silent, last] };
}

/** The environment of a container of the user's own image (pure): ours, but for the language and the places of its programs. */
export function ownEnvironment(ours: readonly string[], theirs: readonly string[]): string[] {
  const [own, other] = [valuesOf(ours), valuesOf(theirs)];
  const places = [...placesOf(own['PATH']).filter((place) => place.startsWith('/home/')), ...placesOf(other['PATH'])];
  const values = {
    ...other,
    ...own,
    HOME: '/home/node',
    LANG: other['LANG'] ?? 'C.UTF-8',
    PATH: [...new Set(places)].join(':'),
  };
  return Object.entries(values).map(([name, value]) => `${name}=${value}`);
}

const USUAL_PLACES = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function placesOf(path = USUAL_PLACES): string[] {
  return path.split(':').filter((place) => place !== '');
}

function valuesOf(lines: readonly string[]): Partial<Record<string, string>> {
  return Object.fromEntries(lines.map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]));
}
