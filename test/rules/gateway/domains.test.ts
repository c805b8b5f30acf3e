import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, findDomain, parseDomain } from '../../../electron/engine/config/domains.ts';
import { problemOf } from '../../../electron/engine/errors.ts';

const FOREIGN = Array.from('\n\r\t "\'`\\{}()[];#/$@!,=&|<>%^~+:?*\0é');

function refused(text: string): string {
  try {
    parseDomain(text);
  } catch (error) {
    const { code, sentence } = problemOf(error);
    return `${code}: ${sentence}`;
  }
  return 'accepted';
}

describe('an entry of the allow list', () => {
  test.each([
    'api.example.com',
    '*.example.com',
    'xn--bcher-kva.example',
    'a.b.c.d.example.org',
    'www.gov.uk',
    'x1.io',
  ])('%s is accepted', (text) => expect(parseDomain(text)).toBe(text));

  test('is read in lower case', () => {
    expect(parseDomain('API.Example.COM')).toBe('api.example.com');
  });

  test.each([
    ['com', 'it has no dot'],
    ['*.com', 'whole top-level domain'],
    ['*', 'only one *.'],
    ['*.*.example.com', 'only one *.'],
    ['a.*.example.com', 'only one *.'],
    ['*example.com', 'only one *.'],
    ['*.co.uk', 'anyone can have a name below it'],
    ['gov.uk', 'it is a registry’s, not a host’s'],
    ['https://example.com', 'leave scheme, port and path away'],
    ['example.com/path', 'leave scheme, port and path away'],
    ['example.com:443', 'leave scheme, port and path away'],
    ['bücher.example', 'ASCII form'],
    ['10.0.0.1', 'an address'],
    ['-a.example.com', 'only letters'],
    ['a_b.example.com', 'only letters'],
    ['example.com.', 'only letters'],
    ['example..com', 'only letters'],
    ['', 'only letters'],
    [' example.com', 'only letters'],
    ['example.com\nserver=/#/1.1.1.1', 'leave scheme'],
    [`${'a'.repeat(64)}.example.com`, 'only letters'],
    [`${'a.'.repeat(126)}ab`, 'longer than 253'],
  ])('%j is refused, and the refusal names it', (text, why) => {
    expect(refused(text)).toContain(`DOMAIN_INVALID: ${JSON.stringify(text).slice(0, 60)}`);
    expect(refused(text)).toContain(why);
  });

  test('is of letters, digits, dashes and dots alone, whatever was given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.domain(), hostile()), (text) => {
        const domain = findDomain(text);
        expect(domain === undefined || /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('with anything foreign in it anywhere is refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FOREIGN), fc.nat(15), (character, at) => {
        const text = 'api.example.com';
        expect(findDomain(text.slice(0, at) + character + text.slice(at))).toBeUndefined();
      }),
    );
  });
});

describe('a plain name', () => {
  test('allows itself and nothing below it', () => {
    const entry = parseDomain('example.com');

    expect([covers(entry, 'example.com'), covers(entry, 'a.example.com')]).toEqual([true, false]);
  });
});

describe('a name after *.', () => {
  test('allows what is below it, however deep, and not itself', () => {
    const entry = parseDomain('*.example.com');

    const names = ['a.example.com', 'a.b.example.com', 'example.com', 'evilexample.com'];
    expect(names.map((name) => covers(entry, name))).toEqual([true, true, false, false]);
  });
});

/** A good name with something bad put into it. */
function hostile(): fc.Arbitrary<string> {
  return fc.tuple(fc.domain(), fc.string({ unit: 'binary', maxLength: 3 }), fc.nat(20)).map(([name, bad, at]) => {
    return name.slice(0, at) + bad + name.slice(at);
  });
}
