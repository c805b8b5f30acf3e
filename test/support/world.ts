import { execFile } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Dockerode from 'dockerode';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import type { Docker } from '../../electron/engine/docker/port.ts';
import { putFiles } from '../../electron/engine/docker/files.ts';
import { tempFolder, whenDone } from './project.ts';
import { PATIENCE_MS, until } from './until.ts';

/**
 * The outside of a test: a network without a way out, with DNS, HTTP, TLS and SSH for all names below `.test` on one
 * address, and the same again, called evil, on another. For a gateway, `address` is the upstream resolver.
 */
export interface World {
  readonly address: string;
  readonly evil: string;
  /** The world's own container. */
  readonly id: string;
  /** The container of its evil twin, in the same network. */
  readonly twin: string;
  /** Both addresses as a block. */
  readonly network: string;
  /** Puts a container, made by the test or by Maestro, running or not, on the network. */
  attach(dockerId: string): Promise<void>;
  /** What its certificate is trusted by. */
  readonly authority: string;
  /** Everything that reached the world, or its evil twin, so far: `{ dns, type }`, `{ http, path }`, `{ tls }`, `{ tcp }`. */
  seen(by?: 'world' | 'evil'): Promise<Record<string, unknown>[]>;
}

interface Setting {
  /** Any image with Node that runs TypeScript: each of Maestro's own does. */
  readonly image: string;
  /** Addresses of names that do not lie in the world itself. */
  readonly records?: Record<string, string>;
}

interface Member extends Setting {
  readonly network: string;
  readonly address: string;
  readonly env: string[];
}

const SERVER = ['server.ts', 'secure.ts', 'telling.ts'];
const NETWORKS = 16;

/** Makes a world; it goes when the test ends, or the file when a `beforeAll` makes it. */
export async function startWorld(setting: Setting): Promise<World> {
  const api = new Dockerode();
  const docker = new DockerClient();
  const { network, first } = await makeNetwork(api);
  const identity = await makeIdentity();
  const env = [
    `WORLD_KEY=${identity.key}`,
    `WORLD_CERT=${identity.cert}`,
    `WORLD_RECORDS=${JSON.stringify(setting.records ?? {})}`,
  ];
  const [address, evil] = [addressAt(first + 2), addressAt(first + 3)];
  const [world, twin] = await Promise.all([
    startMember(docker, { ...setting, network, address, env }),
    startMember(docker, { ...setting, network, address: evil, env }),
  ]);
  return {
    address,
    evil,
    id: world,
    twin,
    network: `${addressAt(first)}/28`,
    authority: identity.cert,
    attach: (dockerId) => api.getNetwork(network).connect({ Container: dockerId }),
    seen: (by = 'world') => sights(docker, by === 'world' ? world : twin),
  };
}

/** Small networks of a range for documentation (RFC 5737), which no rule about private addresses knows. */
async function makeNetwork(api: Dockerode): Promise<{ network: string; first: number }> {
  const start = randomInt(NETWORKS);
  for (let attempt = 0; attempt < NETWORKS; attempt++) {
    const first = ((start + attempt) % NETWORKS) * 16;
    try {
      const network = await api.createNetwork({
        Name: `world-${randomBytes(4).toString('hex')}`,
        Internal: true,
        IPAM: { Config: [{ Subnet: `${addressAt(first)}/28` }] },
      });
      whenDone(() => removeNetwork(network));
      return { network: network.id, first };
    } catch (error) {
      if (!/overlap/i.test(String(error))) throw error;
    }
  }
  throw new Error('All networks for worlds are taken.');
}

function addressAt(last: number): string {
  return `198.51.100.${last}`;
}

async function startMember(docker: Docker, { image, network, address, env }: Member): Promise<string> {
  const id = await docker.create({
    Image: image,
    User: '0',
    Env: env,
    Entrypoint: ['node', '/srv/server.ts'],
    Cmd: [],
    HostConfig: { NetworkMode: network, Init: true },
    NetworkingConfig: { EndpointsConfig: { [network]: { IPAMConfig: { IPv4Address: address } } } },
  });
  whenDone(() => docker.remove(id));
  const files = await Promise.all(
    SERVER.map(async (name) => {
      const content = await readFile(join(import.meta.dirname, 'world', name));
      return { path: `/srv/${name}`, content, mode: 0o644, owner: 'root' } as const;
    }),
  );
  await putFiles(docker, id, { files, signal: AbortSignal.timeout(PATIENCE_MS) });
  await docker.start(id);
  await until('the world', async () => (await docker.lastLines(id, 10)).some((line) => line.includes('ready')));
  return id;
}

async function sights(docker: Docker, id: string): Promise<Record<string, unknown>[]> {
  const lines = await docker.lastLines(id, 1000);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((sight) => !('ready' in sight));
}

/** A certificate of the world's own, for all names below `.test`. */
async function makeIdentity(): Promise<{ key: string; cert: string }> {
  const folder = await tempFolder('world');
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = ['-subj', '/CN=world', '-addext', 'subjectAltName=DNS:*.test'];
  const form = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  await promisify(execFile)('openssl', ['req', '-x509', ...form, ...names, '-keyout', key, '-out', cert]);
  return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
}

async function removeNetwork(network: Dockerode.Network): Promise<void> {
  const { Containers } = (await network.inspect()) as { Containers?: Record<string, unknown> };
  await Promise.all(Object.keys(Containers ?? {}).map((id) => network.disconnect({ Container: id, Force: true })));
  await network.remove();
}
