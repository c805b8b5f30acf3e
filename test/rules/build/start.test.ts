import { expect, test } from 'vitest';
import { buildModule } from '../../support/build.ts';

type Why = (version: string) => string | undefined;
const { whyElectronCannotBeFetched } = await buildModule<{ whyElectronCannotBeFetched: Why }>('machine.mjs');

test.each(['20.19.0', '22.11.0'])('on Node %s npm start says which Node fetching Electron needs', (version) => {
  expect(whyElectronCannotBeFetched(version)).toContain('needs Node 22.12 or newer');
  expect(whyElectronCannotBeFetched(version)).toContain(`this is Node ${version}`);
});

test.each(['22.12.0', '24.0.0', '26.1.0'])('on Node %s Electron can be fetched', (version) => {
  expect(whyElectronCannotBeFetched(version)).toBeUndefined();
});
