/** A change of this machine's networks breaks off what a browser loads; a moment later it is there again. */
const PAUSES_MS = [100, 500, 2_000];

const broken = new Set<HTMLLinkElement>();

/** Notes which style sheets could not be loaded, also before this was called: scripts begin once the sheets are there or have failed. */
export function watchStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'))
    if (isEmpty(link)) broken.add(link);
  const note = ({ target }: Event): void => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') broken.add(target);
  };
  document.addEventListener('error', note, { capture: true });
}

/** A sheet that could not be loaded is there, and empty. */
function isEmpty({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet === null || sheet.cssRules.length === 0;
  } catch {
    return true;
  }
}

/** Loads a part of the page with the style sheets that are still missing, and does so again when that is broken off. */
export async function loaded<Part>(
  load: () => Promise<Part>,
  [pause, ...pauses]: readonly number[] = PAUSES_MS,
): Promise<Part> {
  try {
    await Promise.all([...broken].map((link) => styleAgain(link)));
    return await load();
  } catch (error) {
    if (pause === undefined) throw error;
    await new Promise((resolve) => setTimeout(resolve, pause));
    return loaded(load, pauses);
  }
}

function styleAgain(link: HTMLLinkElement): Promise<void> {
  broken.delete(link);
  const next = document.createElement('link');
  for (const { name, value } of link.attributes) next.setAttribute(name, value);
  return new Promise((resolve, reject) => {
    next.addEventListener('load', () => resolve());
    next.addEventListener('error', () => reject(new Error(`${next.href} could not be loaded.`)));
    link.replaceWith(next);
  });
}
