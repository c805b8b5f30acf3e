const STEP_MS = 20;

/**
 * Waits until a look answers something truthy, and answers that. Fails after the deadline with what was waited for
 * and the last answer or error, so that the failure explains itself.
 */
export async function until<Found>(
  what: string,
  look: () => Found | Promise<Found>,
  deadlineMs = 60_000,
): Promise<Exclude<NonNullable<Found>, false>> {
  const end = Date.now() + deadlineMs;
  let last: string;
  do {
    try {
      const found = await look();
      if (found) return found as Exclude<NonNullable<Found>, false>;
      last = JSON.stringify(found);
    } catch (error) {
      last = String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  } while (Date.now() < end);
  throw new Error(`Waited ${deadlineMs} ms for ${what}; the last look gave: ${last}`);
}
