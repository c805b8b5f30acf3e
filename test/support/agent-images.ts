import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../../electron/engine/context.ts';
import { inputsHash, packContext } from '../../electron/engine/docker/build-context.ts';
import { npmRegistry } from '../../electron/engine/docker/registry.ts';
import { testEngine } from './docker.ts';
import { testImages } from './images.ts';

/** The agents that an image has only where its user says so: as the argument of a build, with the version that the tests run. */
const VERSIONS = {
  opencode: ['OPENCODE_VERSION', '1.18.33'],
  droid: ['DROID_VERSION', '0.215.0'],
  codex: ['CODEX_VERSION', '0.171.0'],
  gemini: ['GEMINI_VERSION', '0.61.0'],
} as const;
export type ChosenAgent = keyof typeof VERSIONS;

const made = new Map<ChosenAgent, Promise<string>>();

/** The product's agent image with one more agent, installed as the product does. Made once per machine and kept. */
export function imageWith(agent: ChosenAgent): Promise<string> {
  const image = made.get(agent) ?? make(agent);
  made.set(agent, image);
  return image;
}

async function make(agent: ChosenAgent): Promise<string> {
  const { agent: below } = await testImages();
  const { context } = await testEngine();
  const content = await readFile(resolve(import.meta.dirname, '../../docker/agent/install-agents'));
  const [argument, version] = VERSIONS[agent];
  const files = [
    { path: 'install-agents', content, executable: true },
    { path: 'Dockerfile', content: Buffer.from(dockerfile(below, argument)), executable: false },
  ];
  const tag = `maestro-test/${agent}:${inputsHash(files, { [argument]: version })}`;
  if ((await context.docker.findImage(tag)) === undefined)
    await build(context, packContext(files), { t: tag, args: { [argument]: version } });
  return tag;
}

function dockerfile(below: string, argument: string): string {
  return `FROM ${below}
USER root
ARG ${argument}
ARG NPM_REGISTRY=
COPY install-agents /tmp/
RUN /tmp/install-agents
USER node
`;
}

async function build(
  { docker, closing }: Context,
  files: ReturnType<typeof packContext>,
  { t, args }: { t: string; args: Readonly<Record<string, string>> },
): Promise<void> {
  const registry = await npmRegistry(closing);
  const buildargs = { ...args, ...(registry !== undefined && { NPM_REGISTRY: registry }) };
  let said = '';
  for await (const chunk of await docker.buildStream(files, { t, buildargs, version: '1', rm: true, forcerm: true }))
    said += String(chunk);
  if ((await docker.findImage(t)) === undefined) throw new Error(`${t} could not be made: ${said.slice(-2000)}`);
}
