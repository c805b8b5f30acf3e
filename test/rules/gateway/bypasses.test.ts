import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const TESTS = join(import.meta.dirname, '..', '..');

/** Ways around a closed network, and the tests that show each of them closed: a file, and what a test in it is called. */
const SHOWN: Readonly<Record<string, readonly (readonly [file: string, test: string])[]>> = {
  'B1 questions to any server, payload in names': [
    ['docker/gateway.test.ts', 'to another resolver is refused, over UDP and TCP'],
    ['docker/gateway.test.ts', 'for %s records has no answer'],
    ['docker/gateway.test.ts', 'below a wildcard is limited in labels and their length'],
    ['docker/egress.test.ts', 'and names that carry a payload below an allowed one are bounded and visible'],
    ['docker/gateway-hostile.test.ts', 'belongs to who made it: the resolver’s ports carry no questions of others'],
  ],
  'B2 IPv6': [['docker/gateway.test.ts', 'has no IPv6']],
  'B3 SSH to any host': [
    ['docker/gateway.test.ts', 'answers on port 22 once it was resolved, and every other address refuses'],
  ],
  'B4 this machine, siblings, metadata': [
    ['docker/gateway.test.ts', 'of this machine is refused'],
    ['docker/bypasses.test.ts', 'every port of this machine is refused'],
    ['docker/bypasses.test.ts', 'every port of another container is refused'],
    ['docker/bypasses.test.ts', 'metadata at %s is refused'],
  ],
  'B5 another name on an allowed address': [
    ['docker/gateway.test.ts', 'an unlisted name on the address of a listed one'],
    ['docker/gateway.test.ts', 'is refused as the second request of a connection'],
    ['docker/gateway.test.ts', 'behind %i bytes of padding is refused'],
    ['docker/bypasses.test.ts', 'a hello that comes in many packets is read whole'],
  ],
  'B6 hosters below whose names anyone can have one': [
    ['rules/gateway/domains.test.ts', 'anyone can have a name below'],
  ],
  'B7 root in the container': [
    ['docker/gateway.test.ts', 'cannot list or change the rules, even as root'],
    ['docker/agent-start.test.ts', 'nobody becomes root in the agent container: no sudo, no setuid'],
  ],
  'B8 a moment before the rules': [
    ['docker/gateway-life.test.ts', 'with IPv6 does not pass its own proof'],
    ['docker/gateway-life.test.ts', 'without the right to make rules ends, and names the step'],
  ],
  'B9 rules that are lost': [
    ['docker/gateway-life.test.ts', 'has its rules again after a restart, and an agent that joins it is closed in'],
    ['docker/gateway-life.test.ts', 'puts rules back that were changed from outside'],
    ['docker/gateway-renewal.test.ts', 'a policy that was put there when the gateway went down is in force'],
  ],
  'B10 entries that mean more than they say': [
    ['rules/gateway/policy.test.ts', 'every line of every file is one that the gateway’s programs read as data'],
  ],
  'B11 proxies that are passed by, bare addresses': [
    ['docker/gateway.test.ts', 'without a name is refused'],
    ['docker/bypasses.test.ts', 'programs that know no proxy'],
  ],
  'B12 ICMP, QUIC, UDP and others': [
    ['docker/gateway.test.ts', 'is not reached over UDP'],
    ['docker/gateway-hostile.test.ts', '%s reaches nobody'],
  ],
  'B13 a Host header that leads elsewhere': [
    ['docker/gateway.test.ts', 'in a second Host'],
    ['docker/gateway.test.ts', 'in the request line'],
  ],
  'B14 what leaves through allowed hosts': [
    ['docker/egress.test.ts', 'for a request: its method, its path without the query, its answer, and bytes both ways'],
  ],
};

test.each(Object.entries(SHOWN))('%s: a test shows that it is closed', async (_bypass, shown) => {
  for (const [file, name] of shown) expect(await readFile(join(TESTS, file), 'utf8')).toContain(name);
});
