import { expect, test } from 'vitest';
import { byUrgency, type Container } from '../../../electron/contract/containers.ts';
import { shortName } from '../../../electron/engine/containers/describe.ts';
import { type Called, matching } from '../../../electron/engine/containers/finding.ts';

const NAMES = ['maestro-feat-a-1', 'maestro-feat-a-10', 'maestro-feat-a-b-7', 'maestro-fix-3'];

function called(shown: string, change: Partial<Called> = {}): Called {
  return { name: shown, shown, nick: null, ...change };
}

function found(wanted: string, all: readonly Called[] = NAMES.map((name) => called(name))): string[] {
  return matching(all, wanted, 'maestro-').map(({ shown }) => shown);
}

test('a container is found by its full and by its short name', () => {
  expect(found('maestro-feat-a-1')).toEqual(['maestro-feat-a-1']);
  expect(found('feat-a-1')).toEqual(['maestro-feat-a-1']);
});

test('the number may be left out where one container alone has that name', () => {
  expect(found('fix')).toEqual(['maestro-fix-3']);
  expect(found('maestro-fix')).toEqual(['maestro-fix-3']);
});

test('siblings that differ by their number alone are all meant, longer names are not', () => {
  expect(found('feat-a')).toEqual(['maestro-feat-a-1', 'maestro-feat-a-10']);
});

test('the beginning of a name is enough where it is that of one alone', () => {
  expect(found('fi')).toEqual(['maestro-fix-3']);
  expect(found('maestro-fi')).toEqual(['maestro-fix-3']);
  expect(found('feat-a-b')).toEqual(['maestro-feat-a-b-7']);
  expect(found('feat')).toEqual(NAMES.slice(0, 3));
  expect(found('eat')).toEqual([]);
  expect(found('')).toEqual([]);
});

test('a container is found by its nickname, by the name that it was given, and still by the one that it was made with', () => {
  const all = [called('maestro-login', { name: 'maestro-feat-a-1', nick: 'auth' }), called('maestro-feat-b-1')];
  for (const word of ['login', 'maestro-login', 'auth', 'au', 'feat-a-1'])
    expect(found(word, all)).toEqual(['maestro-login']);
});

test('a name that is exact wins over those that continue it', () => {
  expect(found('x-1', [called('maestro-x-1'), called('maestro-x-1-1')])).toEqual(['maestro-x-1']);
});

test('the short name is the one without the prefix, where it has it', () => {
  expect(shortName('maestro-fix-3', 'maestro-')).toBe('fix-3');
  expect(shortName('other-fix-3', 'maestro-')).toBe('other-fix-3');
});

test('what wants attention comes first, then running, dormant and stopped ones, the newest first in each', () => {
  const container = (state: Container['state'], hour: number): Container =>
    ({ state, name: `${state}-${hour}`, createdAt: `2026-01-01T0${hour}:00:00.000Z` }) as Container;
  const all = [
    container('stopped', 9),
    container('dormant', 1),
    container('running', 1),
    container('quiet', 2),
    container('needs-you', 1),
    container('error', 3),
  ];
  const order = all.sort(byUrgency).map(({ name }) => name);
  expect(order).toEqual(['error-3', 'needs-you-1', 'quiet-2', 'running-1', 'dormant-1', 'stopped-9']);
});
