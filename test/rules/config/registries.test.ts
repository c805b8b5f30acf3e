import { expect, test } from 'vitest';
import { hostsIn } from '../../../electron/engine/config/registries.ts';

test.each([
  ['https://registry.example.test/npm/\n', ['registry.example.test']],
  ['https://a.test:8443/,https://b.test|direct\n', ['a.test', 'b.test']],
  ["global.index-url='https://user:secret@pip.test/simple https://more.test'", ['more.test', 'pip.test']],
  ['[registries.x]\nindex = "sparse+https://index.test/"\n', ['index.test']],
  ['net.retry = 3\n[target.linux]\nhttps://\n', []],
  ["file:///opt/simple https://127.0.0.1/ off direct 'quoted'", []],
  ['', []],
])('%j names %j', (text, hosts) => {
  expect(hostsIn(text)).toEqual(hosts);
});
