import { type Document, isCollection, isMap, isScalar, YAMLMap } from 'yaml';
import { readBytes, readText } from '../disk/read.ts';
import { parseYamlDocument, yamlValues } from '../disk/yaml.ts';
import { fail } from '../errors.ts';
import { editYaml } from './edit-yaml.ts';

const MAX_BYTES = 1024 * 1024;

/** A YAML file as a document that can be edited; an absent or empty file is an empty map. CONFIG_INVALID, FILE_UNREADABLE. */
export function readDocument(path: string): Document {
  const text = readText(path, MAX_BYTES) ?? '';
  const document = valid(path, () => parseYamlDocument(text));
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) document.contents = mapFor(document);
  else if (!isMap(contents)) throw fail('CONFIG_INVALID', `${path} must hold keys and values.`);
  valuesOf(path, document);
  return document;
}

/** A YAML file before and after one key is set, or with `undefined` taken out. Everything else in it stays byte for byte. CONFIG_INVALID. */
export function editDocument(
  path: string,
  key: readonly string[],
  value: unknown,
): { readonly before: string; readonly after: string } {
  const document = readDocument(path);
  if (value !== undefined || document.hasIn(key)) setKey(document, key, value);
  const before = readBytes(path, MAX_BYTES)?.toString('utf8') ?? '';
  const after = editYaml(before, key, value);
  if (after !== undefined) return { before, after };
  throw fail('CONFIG_INVALID', `${path} is written so that ${key.join('.')} cannot be changed alone.`, {
    hints: [`Change ${key.join('.')} in the file itself.`],
  });
}

/** The document as plain values. CONFIG_INVALID for a document that unfolds without end. */
export function valuesOf(path: string, document: Document): unknown {
  return valid(path, () => yamlValues(document));
}

function valid<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fail('CONFIG_INVALID', `${path} is no valid YAML: ${error.message}.`, { cause: error });
  }
}

/** Sets (or with `undefined` removes) one key. CONFIG_INVALID when a text stands in its way. */
function setKey(document: Document, path: readonly string[], value: unknown): void {
  if (value === undefined) {
    document.deleteIn(path);
    return;
  }
  for (let depth = 1; depth < path.length; depth++) makeMap(document, path.slice(0, depth));
  const known: unknown = document.getIn(path, true);
  // A value that only changes keeps what was written behind it.
  if (isScalar(known) && typeof value !== 'object') known.value = value;
  else document.setIn(path, document.createNode(value));
}

function makeMap(document: Document, path: readonly string[]): void {
  const node: unknown = document.getIn(path, true);
  if (isCollection(node)) return;
  const empty = node === undefined || node === null || (isScalar(node) && node.value === null);
  if (!empty) throw fail('CONFIG_INVALID', `${path.join('.')} holds a value where keys are expected.`);
  const map = mapFor(document);
  if (isScalar(node)) map.comment = node.comment;
  document.setIn(path, map);
}

function mapFor(document: Document): YAMLMap {
  return new YAMLMap(document.schema);
}
