import { expect, test } from 'vitest';
import type { Problem } from '../../../electron/contract/errors.ts';
import { CallerId } from '../../../electron/contract/ids.ts';
import { workText } from '../../../electron/contract/trash.ts';
import { neighbourTab } from '../../../renderer/features/doctor/tabs-select.ts';
import { doomedLines, keptWords, restoreState } from '../../../renderer/features/storage/storage-select.ts';
import { container } from '../../support/container.ts';
import { creation } from '../../../electron/demo/fleet.ts';
import { trashEntry } from '../../../electron/demo/trash.ts';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const ID = CallerId.parse('restoring-1');
const BACK = container('feat-a-1');
const LOST: Problem = { code: 'CONNECTION_LOST', sentence: 'Lost.', hints: [], detail: null };
const known = (state?: 'running' | 'failed' | 'cancelled' | 'done') => ({
  creations: state === undefined ? {} : { [ID]: creation(ID, { state, name: BACK.name }) },
  containers: { [BACK.name]: BACK },
});

test('what goes for good is told in counts, with what nobody knows', () => {
  const entries = [
    trashEntry('feat-a-1', { commits: 1, changed: 0, bytes: 1_000_000 }),
    trashEntry('feat-b-1', { commits: 2, changed: 1, bytes: 2_000_000 }),
    trashEntry('feat-c-1', { commits: null, changed: null, bytes: 1_000_000 }),
  ];
  expect(doomedLines({ entries, damaged: [{ id: 'x', why: '' }] })).toEqual([
    '3 commits and 1 changed file go for good, unless pushed or fetched.',
    'Of 1 container nobody knows what it had done.',
    '1 folder cannot be read: nobody knows the content.',
    '4.0 MB become free. Nothing brings this back.',
  ]);
  expect(doomedLines({ entries: [trashEntry('feat-a-1', { commits: 0, changed: 0 })], damaged: [] })[0]).toBe(
    'No commits and no changed files.',
  );
});

test('work is told in the words of the command line', () => {
  expect(workText({ commits: 3, changed: 1 })).toBe('3 commits, 1 changed file');
  expect(workText({ commits: 0, changed: null })).toBe('nothing changed');
  expect(workText({ commits: null, changed: null })).toBe('not known');
});

test('what is past its days is told to go soon, and never counts below nothing', () => {
  expect(keptWords({ keptUntil: '2026-05-06T11:00:00.000Z' }, NOW)).toBe('kept for 2d more');
  expect(keptWords({ keptUntil: '2026-05-04T09:00:00.000Z' }, NOW)).toBe('its days are over: it goes within a day');
});

test('a restore is what the host says of its creation, also when the call was lost', () => {
  expect(restoreState(undefined, known()).kind).toBe('none');
  expect(restoreState({ creation: ID }, known()).kind).toBe('starting');
  const lost = { creation: ID, end: { problem: LOST } };
  expect(restoreState(lost, known('running')).kind).toBe('running');
  expect(restoreState(lost, known('done'))).toEqual({ kind: 'back', container: BACK });
  expect(restoreState(lost, known('cancelled')).kind).toBe('none');
  expect(restoreState(lost, known())).toEqual({ kind: 'failed', problem: LOST });
});

test('a restored container that was removed again is not offered to be opened', () => {
  const done = { creation: ID, end: { back: BACK } };
  expect(restoreState(done, known()).kind).toBe('back');
  expect(restoreState(done, { creations: {}, containers: {} }).kind).toBe('none');
});

test('the tabs of System are a ring', () => {
  expect(neighbourTab('machine', 1)).toEqual({ tab: 'isolation' });
  expect(neighbourTab('isolation', -1)).toEqual({});
  expect(neighbourTab('machine', -1).tab).toBeDefined();
});
