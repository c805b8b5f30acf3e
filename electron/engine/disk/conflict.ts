/** The first of the three marks that git leaves where two sides changed the same place. */
const OURS = /^<{7} /m;

/** What is wrong with such a text, for whoever expected another format. */
export const CONFLICTED = 'it holds the conflict markers of a merge';

/** Whether a text that is not in its format holds both sides of a merge. */
export function hasConflict(text: string): boolean {
  return OURS.test(text);
}
