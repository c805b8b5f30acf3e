import { expect, test } from 'vitest';
import type { Licence } from '../../electron/contract/settings.ts';
import { maestro } from '../support/maestro.ts';

/** Licences that ask for nothing but their text beside the code. */
const FINE = /^\(?(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|Unlicense)( OR .*)?\)?$/;

test('every package of others whose code is in Maestro is named, with a licence under which it may be there', async () => {
  const { stdout } = await maestro(['version', '--licences', '--json']);
  const all = JSON.parse(stdout) as Licence[];

  expect(all.filter(({ licence }) => !FINE.test(licence))).toEqual([]);
  // Of the page, of the programs, and what lies beside them.
  expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'dockerode', 'zod', 'node-pty']));
  expect(all.find(({ name }) => name === 'react')?.text).toContain('Permission is hereby granted');
  expect(new Set(all.map(({ name, version }) => `${name} ${version}`)).size).toBe(all.length);
});

test('they are a table too', async () => {
  const { stdout } = await maestro(['version', '--licences']);
  expect(stdout).toMatch(/^PACKAGE +VERSION +LICENCE\n/);
  expect(stdout).toMatch(/\nzod +\d+\.\d+\.\d+ +MIT\n/);
});
