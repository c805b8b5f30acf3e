import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FOLDER_MOST, Looked, PICTURE_MOST_BYTES, TEXT_MOST_BYTES } from '../../../electron/contract/files.ts';
import { readContent, readFolder } from '../../../electron/engine/containers/files-rules.ts';

const record = (kinds: string, name: string, bytes = 7): string => `${kinds}\t${bytes}\t1764500000.25\t${name}\0`;

test('names of a folder are told with what they are, folders first', () => {
  const said = `${record('ff', 'b.ts')}${record('dd', 'z')}${record('lf', 'a')}${record('lN', 'lost')}${record('pp', 'pipe')}end0`;
  const looked = readFolder(said);
  expect(looked).toMatchObject({ kind: 'folder', cut: false });
  expect(looked?.kind === 'folder' && looked.entries.map(({ name, kind, link }) => [name, kind, link])).toEqual([
    ['z', 'folder', false],
    ['a', 'file', true],
    ['b.ts', 'file', false],
    ['lost', 'gone', true],
    ['pipe', 'other', false],
  ]);
});

test('an empty folder is empty, and one that could not be read is not', () => {
  expect(readFolder('end0')).toEqual({ kind: 'folder', entries: [], cut: false });
  expect(readFolder('end1')).toBeUndefined();
  expect(readFolder('')).toBeUndefined();
});

test('a folder of which not all was told, or not all is shown, says so', () => {
  const many = Array.from({ length: FOLDER_MOST + 1 }, (_, index) => record('ff', `f${index}`)).join('');
  expect(readFolder(`${many}end0`)).toMatchObject({ cut: true });
  expect(readFolder(`${record('ff', 'a')}ff\t7\t17`)).toMatchObject({ cut: true });
});

test('names with tabs, line feeds and whatever else an agent makes up stay names', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 })), (names) => {
      const real = names.map((name) => name.replaceAll('\0', '')).filter((name) => name !== '');
      const looked = Looked.parse(readFolder(`${real.map((name) => record('ff', name)).join('')}end0`));
      expect(looked.kind === 'folder' && looked.entries.map(({ name }) => name).sort()).toEqual(real.sort());
    }),
  );
});

test('whatever a container answers is read or refused, within the limits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (said) => {
      const looked = readFolder(said);
      if (looked !== undefined) Looked.parse(looked);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(), (content, more) => {
      Looked.parse(readContent(content.length + more, Buffer.from(content)));
    }),
  );
});

test('a file is a text, a picture by its beginning, or bytes', () => {
  expect(readContent(3, Buffer.from('a\tä\n'))).toMatchObject({ kind: 'text', text: 'a\tä\n' });
  expect(readContent(4, Buffer.from([0xff, 0xfe, 0x80, 0x81]))).toEqual({ kind: 'bytes', bytes: 4 });
  expect(readContent(3, Buffer.from('a\0b'))).toEqual({ kind: 'bytes', bytes: 3 });
  const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
  expect(readContent(png.length, png)).toMatchObject({ kind: 'picture', type: 'image/png' });
  expect(readContent(PICTURE_MOST_BYTES + 1, png)).toMatchObject({ kind: 'bytes' });
});

test('a long text is cut where it was read to, and never through a character', () => {
  const long = readContent(TEXT_MOST_BYTES * 2, Buffer.from(`x${'ä'.repeat(TEXT_MOST_BYTES)}`));
  expect(long).toMatchObject({ kind: 'text', cut: true });
  expect(long.kind === 'text' && /^xä+$/.test(long.text)).toBe(true);
});
