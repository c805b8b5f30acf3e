import { expect, test } from 'vitest';
import type { GitFacts } from '../../../electron/contract/reports.ts';
import { isMerged } from '../../../electron/engine/containers/merges.ts';

const TIP = 'a'.repeat(40);
const FACTS: GitFacts = { branch: 'x', changed: 0, ahead: null, behind: null, sinceBase: 2, head: TIP };

test('a container is merged only where its last merge took it, with no file changed or stashed since', () => {
  expect(isMerged(FACTS, TIP)).toBe(true);
  expect(isMerged({ ...FACTS, changed: 1 }, TIP)).toBe(false);
  expect(isMerged({ ...FACTS, stashes: 1 }, TIP)).toBe(false);
  expect(isMerged({ ...FACTS, head: 'b'.repeat(40) }, TIP)).toBe(false);
  expect(isMerged({ branch: 'x', changed: 0, ahead: null, behind: null, sinceBase: 2 }, TIP)).toBe(false);
  expect(isMerged(FACTS, undefined)).toBe(false);
  expect(isMerged(null, TIP)).toBe(false);
});
