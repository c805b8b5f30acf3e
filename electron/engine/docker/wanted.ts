import type { Config } from '../config/config.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { type ContextFile, filesOfTarget, inputsHash, readBuildContext } from './build-context.ts';

export type BuiltTarget = 'gateway' | 'agent';

/** One image as it should be: its tag follows from everything that it is built from. */
export interface WantedImage {
  readonly target: BuiltTarget;
  readonly tag: string;
  readonly inputs: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Both images on the configured base. */
export interface WantedImages {
  readonly base: { readonly reference: string; readonly dockerId: string };
  readonly files: readonly ContextFile[];
  readonly gateway: WantedImage;
  readonly agent: WantedImage;
}

/** What should be there now; undefined while the base image is not on this engine. */
export async function wantedImages(context: Context): Promise<WantedImages | undefined> {
  const config = readConfig(context);
  const reference = config.baseImage;
  const [base, files] = await Promise.all([
    context.docker.findImage(reference),
    readBuildContext(context.paths.docker),
  ]);
  if (base === undefined) return undefined;
  const wanted = (target: BuiltTarget): WantedImage => wantedImage(target, { files, config, baseId: base.Id });
  return { base: { reference, dockerId: base.Id }, files, gateway: wanted('gateway'), agent: wanted('agent') };
}

function wantedImage(
  target: BuiltTarget,
  { files, config, baseId }: { files: readonly ContextFile[]; config: Config; baseId: string },
): WantedImage {
  const args = { BASE_IMAGE: config.baseImage, ...(target === 'agent' ? versionArgs(config) : {}) };
  const inputs = inputsHash(filesOfTarget(files, target), { ...args, BASE_IMAGE: baseId });
  return { target, inputs, args, tag: `maestro/${target}:${inputs}` };
}

function versionArgs({ agentVersions: { claude, codex, gemini, opencode, droid } }: Config): Record<string, string> {
  const versions = {
    CLAUDE_CODE_VERSION: claude,
    CODEX_VERSION: codex,
    GEMINI_VERSION: gemini,
    OPENCODE_VERSION: opencode,
    DROID_VERSION: droid,
  };
  return Object.fromEntries(
    Object.entries(versions).flatMap(([name, version]) => (version === null ? [] : [[name, version]])),
  );
}
