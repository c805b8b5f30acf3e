/** Files and folders, and who changes them: a folder stands for all that is in it. */
export class TakenPaths {
  /** Paths that are taken, and folders that hold one: who took it. */
  readonly #taken = new Map<string, string>();
  readonly #above = new Map<string, string>();

  add(by: string, paths: readonly string[]): void {
    for (const path of paths) {
      this.#taken.set(path, by);
      for (const folder of foldersOf(path)) this.#above.set(folder, by);
    }
  }

  /** Whether one of these is taken, lies in what is taken, or holds it. */
  meets(paths: readonly string[]): { readonly path: string; readonly by: string } | undefined {
    for (const path of paths) {
      const inside = [path, ...foldersOf(path)].map((one) => this.#taken.get(one)).find((by) => by !== undefined);
      const by = inside ?? this.#above.get(path);
      if (by !== undefined) return { path, by };
    }
    return undefined;
  }
}

/** The folders around a path, the nearest first. */
function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'));
}

const WORD = /[^\s`"'()<>[\]{},;:*?|]+/g;

/** What may be files of a project, from its root, in a text (pure): nothing that leads out of it. */
export function namedPaths(text: string): string[] {
  const words = (text.match(WORD) ?? []).map((word) => word.replace(/^(\.\/)+/, '').replace(/[.!]+$/, ''));
  const isPath = (word: string): boolean =>
    /[/.]/.test(word) && !word.startsWith('/') && !word.split('/').includes('..') && word.length <= MOST_CHARS;
  return [...new Set(words)].filter(isPath);
}

const MOST_CHARS = 255;
