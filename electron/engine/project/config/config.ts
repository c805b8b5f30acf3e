import type { z } from 'zod';
import { ProjectConfig } from '../../../contract/config.ts';
import { parseYaml } from '../../disk/yaml.ts';
import { fail } from '../../errors.ts';
import { firstFlaw, flawSentence } from '../../../contract/flaws.ts';
import type { Project } from '../records/project.ts';
import { readText } from '../../disk/read.ts';
import { files } from '../records/tree.ts';

/** One configuration file, `{}` where there is none. CONFIG_INVALID names the file, the key and the reason. */
export function readConfigFile(path: string): ProjectConfig {
  const text = readText(path);
  if (text === undefined || text.trim() === '') return {};
  const value = valuesIn(path, text) ?? {};
  const parsed = ProjectConfig.safeParse(value);
  if (!parsed.success) throw invalid(path, configFlaw(parsed.error, value));
  return parsed.data;
}

/** What is wrong with a configuration. What workers get as their environment may be a secret and is not repeated. */
export function configFlaw(error: z.ZodError, value: unknown): string {
  const flaw = firstFlaw(error, value);
  return flawSentence(/^workers\..+\.env(\.|$)/.test(flaw.path) ? { ...flaw, found: 'another value' } : flaw);
}

/** The user's configuration with the project's over it: mappings are joined, lists are replaced. */
export function readEffectiveConfig(project: Project): ProjectConfig {
  const layers = [readConfigFile(files.userConfig(project)), mainLayer(project), readConfigFile(files.config(project))];
  return layers.reduce((under, over) => merge(under, over) as ProjectConfig, {});
}

/** The same, for commands that also work without it: a broken file is told and left out. */
export function readConfigOrTell(project: Project): ProjectConfig {
  const read = (path: string): ProjectConfig => {
    try {
      return readConfigFile(path);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      project.notice({ kind: 'damaged', path, sentence: error.message });
      return {};
    }
  };
  const layers = [read(files.userConfig(project)), mainLayer(project), read(files.config(project))];
  return layers.reduce((under, over) => merge(under, over) as ProjectConfig, {});
}

/**
 * What `~/.maestro/config.yml`, the configuration of containers, says about missions. It wins over the user's
 * `config.yaml`; what else is in it, and whether it is right, is not looked at here.
 */
export function mainLayer(project: Project): ProjectConfig {
  const text = readText(files.mainConfig(project));
  if (text === undefined) return {};
  const value = findValues(text);
  if (!isMapping(value)) return {};
  const own = Object.entries(value).filter(([key]) => Object.hasOwn(ProjectConfig.shape, key));
  const parsed = ProjectConfig.safeParse(Object.fromEntries(own));
  return parsed.success ? parsed.data : {};
}

/** Undefined for what is not YAML: whoever reads that file for containers says so. */
function findValues(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function valuesIn(path: string, text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalid(path, `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`);
  }
}

/** Two documents as one: mappings key by key, for everything else `over` wins where it says something. */
export function merge(under: unknown, over: unknown): unknown {
  if (!isMapping(under) || !isMapping(over)) return over === undefined ? under : over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(valueOf(under, key), valueOf(over, key))]));
}

/** A key may be called `constructor`. */
function valueOf(mapping: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(path: string, reason: string): Error {
  return fail('CONFIG_INVALID', `${path} cannot be used. ${reason}`);
}
