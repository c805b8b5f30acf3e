import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  distributionArchives,
  parseDeb822Sources,
  parseOneLineSources,
  renderSources,
} from '../../../electron/engine/docker/apt-sources.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
const source = fc.record({
  uri: word.map((host) => `http://${host}.test/debian`),
  suites: fc.array(word, { minLength: 1, maxLength: 3 }),
  components: fc.array(word, { minLength: 1, maxLength: 3 }),
  signedBy: fc.option(word.map((name) => `/usr/share/keyrings/${name}.gpg`)),
});

test('the line format is read as it was written', () => {
  fc.assert(
    fc.property(source, ({ uri, suites, components, signedBy }) => {
      const options = signedBy === null ? '' : `[arch=amd64 signed-by=${signedBy}] `;
      const text = suites.map((suite) => `deb ${options}${uri} ${suite} ${components.join('  ')} # why\n`).join('');

      const expected = suites.map((suite) => ({ uri, suites: [suite], components, signedBy }));
      expect(parseOneLineSources(text)).toEqual(expected);
    }),
  );
});

test('the deb822 format is read as it was written, with comments and continued lines', () => {
  fc.assert(
    fc.property(fc.array(source, { maxLength: 3 }), (sources) => {
      const stanzas = sources.map(({ uri, suites, components, signedBy }) => {
        const signed = signedBy === null ? '' : `signed-by: ${signedBy}\n`;
        return `Types: deb deb-src\n# a comment\nURIs: ${uri}\nSuites:\n ${suites.join('\n ')}\nComponents: ${components.join(' ')}\n${signed}`;
      });

      expect(parseDeb822Sources(stanzas.join('\n'))).toEqual(sources);
    }),
  );
});

test('no text makes the parsers throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Array.isArray([...parseOneLineSources(text), ...parseDeb822Sources(text)])).toBe(true);
    }),
  );
});

test('source packages, comments and disabled archives are left out', () => {
  const line = 'deb-src http://a.test/debian bookworm main\n# deb http://a.test/debian bookworm main\n';
  const stanza = 'Enabled: no\nTypes: deb\nURIs: http://a.test/debian\nSuites: bookworm\nComponents: main\n';

  expect([...parseOneLineSources(line), ...parseDeb822Sources(stanza)]).toEqual([]);
});

test('one stanza with two addresses is two archives', () => {
  const text = 'Types: deb\nURIs: http://a.test/x http://b.test/x\nSuites: noble\nComponents: main universe\n';

  expect(parseDeb822Sources(text).map(({ uri }) => uri)).toEqual(['http://a.test/x', 'http://b.test/x']);
});

const KEY = '/usr/share/keyrings/debian-archive-keyring.gpg';
const MAIN = {
  uri: 'http://a.test/debian',
  suites: ['bookworm', 'bookworm-updates'],
  components: ['main'],
  signedBy: KEY,
};
const SECURITY = { ...MAIN, uri: 'http://a.test/security', suites: ['bookworm-security'] };

test('the distribution’s archives are those of its release, signed with its keys', () => {
  const vendor = { ...MAIN, uri: 'http://vendor.test/apt', signedBy: '/usr/share/keyrings/vendor.gpg' };
  const other = { ...MAIN, uri: 'http://a.test/other', suites: ['bookworm-backports', 'nodistro', 'bookworm-pgdg'] };

  expect(distributionArchives([vendor, other, MAIN, SECURITY], 'bookworm')).toEqual({
    mirror: 'http://a.test/debian',
    components: ['main'],
    updates: [
      { uri: 'http://a.test/debian', suite: 'bookworm-updates' },
      { uri: 'http://a.test/security', suite: 'bookworm-security' },
    ],
  });
});

test('without an archive of the release there is none to make a system from', () => {
  expect(distributionArchives([SECURITY, { ...MAIN, uri: 'cdrom:[Debian]/' }], 'bookworm')).toBeUndefined();
});

test('what is rendered is read back as the same archives', () => {
  const archives = distributionArchives([MAIN, SECURITY], 'bookworm');

  const text = renderSources(archives!, { release: 'bookworm', keyring: KEY });

  expect(distributionArchives(parseOneLineSources(text), 'bookworm')).toEqual(archives);
});
