import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownEnvironment, readCheck } from '../../../electron/engine/docker/own-image-rules.ts';

test('what the check names as missing is missing, and what it was looking for when it was cut off never answered', () => {
  expect(readCheck(['? awk', '? git 2.30 or later', '- git 2.30 or later', 'end'])).toEqual({
    missing: ['git 2.30 or later'],
    silent: [],
  });
  expect(readCheck(['? awk', '- awk', '? git'])).toEqual({ missing: ['awk'], silent: ['git'] });
  expect(readCheck([])).toEqual({ missing: ['a /bin/sh that runs here'], silent: [] });
});

test('whatever an image says in place of the check is short text, and never a clean bill without its end', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 })), (lines) => {
      const { missing, silent } = readCheck(lines);
      if (!lines.includes('end')) expect(missing.length + silent.length).toBeGreaterThan(0);
      expect(missing.length + silent.length).toBeLessThanOrEqual(62);
      // eslint-disable-next-line no-control-regex
      for (const words of [...missing, ...silent]) expect(words).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
    }),
  );
});

test('the image keeps its language and the places of its programs; ours come first, and what closes the network holds', () => {
  const ours = ['SSL_CERT_FILE=/ours', 'LANG=en_US.UTF-8', 'PATH=/home/node/.local/bin:/usr/bin'];
  const theirs = ['SSL_CERT_FILE=/theirs', 'GOPATH=/go=1', 'PATH=/go/bin:/usr/bin'];

  expect(ownEnvironment(ours, theirs).sort()).toEqual([
    'GOPATH=/go=1',
    'HOME=/home/node',
    'LANG=C.UTF-8',
    'PATH=/home/node/.local/bin:/go/bin:/usr/bin',
    'SSL_CERT_FILE=/ours',
  ]);
  expect(ownEnvironment(ours, ['LANG=de_DE.UTF-8'])).toContain('LANG=de_DE.UTF-8');
});
