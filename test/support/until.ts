/** Long enough for a machine with a load of 20; a wait ends on its state and nearly never comes near it. */
export const PATIENCE_MS = 300_000;
const STEP_MS = 20;
/** A look that costs something, such as a command in a container, leaves the machine to what is waited for. */
const REST = 2;

/**
 * Waits until a look answers something truthy, and answers that. It rests twice as long as a look takes. Fails after
 * five minutes with what was waited for and the last answer or error, so that the failure explains itself.
 */
export async function until<Found>(
  what: string,
  look: () => Found | Promise<Found>,
): Promise<Exclude<NonNullable<Found>, false>> {
  const end = Date.now() + PATIENCE_MS;
  let last: string;
  do {
    const start = performance.now();
    try {
      const found = await look();
      if (found) return found as Exclude<NonNullable<Found>, false>;
      last = JSON.stringify(found);
    } catch (error) {
      last = String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(STEP_MS, REST * (performance.now() - start))));
  } while (Date.now() < end);
  throw new Error(`Waited ${PATIENCE_MS} ms for ${what}; the last look gave: ${last}`);
}
