/** What of an archive was not taken, and why. */
export interface Left {
  readonly path: string;
  readonly why: string;
}

/**
 * Where an entry of a container’s archive goes below the target, as the names on its way (pure). Undefined for a name that
 * leads out of it, or that this system would take for another one.
 */
export function placeOf(name: string, platform: NodeJS.Platform = process.platform): readonly string[] | undefined {
  if (name.startsWith('/') || name.includes('\0')) return undefined;
  if (platform === 'win32' && /[\\:]/.test(name)) return undefined;
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts;
}

/**
 * Whether a link at this place leads to something below the first name of its place, whatever the links on its way are
 * (pure). All steps up come first: after a name, a step up would start from wherever that name leads.
 */
export function staysInside(place: readonly string[], target: string): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\\')) return false;
  const steps = target.split('/').filter((part) => part !== '' && part !== '.');
  const up = steps.findIndex((step) => step !== '..');
  const ups = up === -1 ? steps.length : up;
  return ups <= place.length - 2 && !steps.slice(ups).includes('..');
}

/** What a file may be here: readable by its owner at least, and never running as somebody else (pure). */
export function modeHere(mode: number | undefined): number {
  return ((mode ?? 0o644) & 0o777) | 0o600;
}
