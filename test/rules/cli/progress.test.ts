import { expect, test } from 'vitest';
import { creationRows, seconds } from '../../../electron/cli/output/progress.ts';
import { Creation } from '../../../electron/contract/creation.ts';
import { sizeText } from '../../../electron/contract/text.ts';

const AT = '2026-03-01T12:00:00.000Z';

function creation(): Creation {
  const phase = { state: 'done', startedAt: AT, ms: 100, detail: null, bytes: null };
  return Creation.parse({
    id: 'creation-1',
    project: '/code/shop',
    task: 'x',
    agent: 'claude',
    startedAt: AT,
    state: 'running',
    name: null,
    branch: null,
    phases: [
      { ...phase, id: 'check' },
      { ...phase, id: 'copy', ms: 1234, bytes: { sent: 240_000_000, total: 240_000_000 } },
      { ...phase, id: 'git', state: 'waiting', startedAt: null, ms: null },
    ],
    problem: null,
  });
}

test('a phase that is done says how long it took and how much it moved', () => {
  const rows = creationRows(creation(), null, false);

  expect(rows.map(({ settled }) => settled)).toEqual([true, true, false]);
  expect(rows[1]?.text).toMatch(/✓ Copying the project +1\.2 s {2}240 MB$/);
});

test('sizes and times are told as a person reads them', () => {
  expect([0, 999, 1_500, 34_200_000, 5e9].map(sizeText)).toEqual(['0 B', '999 B', '1.5 kB', '34.2 MB', '5.0 GB']);
  expect([999_960, 99_960_000, 184_000_000].map(sizeText)).toEqual(['1.0 MB', '100 MB', '184 MB']);
  expect(seconds(1_234)).toBe('1.2 s');
});
