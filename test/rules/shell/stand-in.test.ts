import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const SHELL = join(ROOT, 'electron/shell');
const STAND_IN = join(ROOT, 'test/support/electron/electron.ts');

const program = ts.createProgram(
  [...readdirSync(SHELL).map((name) => join(SHELL, name)), STAND_IN, join(ROOT, 'node_modules/electron/electron.d.ts')],
  {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  },
);
const checker = program.getTypeChecker();

/** The members of Electron’s objects that the shell uses, as `App.quit`. */
function usedMembers(): string[] {
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const [declaration] = checker.getSymbolAtLocation(node.name)?.declarations ?? [];
      const owner = declaration?.parent;
      const isElectrons = declaration?.getSourceFile().fileName.endsWith('electron/electron.d.ts') === true;
      if (isElectrons && owner !== undefined && ts.isClassDeclaration(owner) && owner.name !== undefined)
        used.add(`${owner.name.text}.${node.name.text}`);
      if (isElectrons && owner !== undefined && ts.isInterfaceDeclaration(owner) && SERVICES.has(owner.name.text))
        used.add(`${owner.name.text}.${node.name.text}`);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (file.fileName.startsWith(SHELL)) visit(file);
  return [...used].toSorted();
}

/** Objects of Electron that are declared as interfaces, and are more than words. */
const SERVICES = new Set([
  'App',
  'Dialog',
  'Shell',
  'Screen',
  'Protocol',
  'GlobalShortcut',
  'NativeTheme',
  'PowerMonitor',
]);

/** The members that the stand-ins have: each object of `StandIns` with what it declares itself. */
function standIns(): ReadonlyMap<string, ReadonlySet<string>> {
  const file = program.getSourceFile(STAND_IN);
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const symbol = exported.find(({ name }) => name === 'StandIns');
  if (symbol === undefined) throw new Error('the stand-in names no objects');
  return new Map(
    checker
      .getDeclaredTypeOfSymbol(symbol)
      .getProperties()
      .map((one) => {
        const members = checker.getTypeOfSymbol(one).getProperties();
        return [one.name, new Set(members.map(({ name }) => name))] as const;
      }),
  );
}

test('what the shell uses of Electron, its stand-in has', () => {
  const known = standIns();
  const used = usedMembers();
  expect(used.length).toBeGreaterThan(30);
  const missing = used.filter((member) => {
    const [owner = '', name = ''] = member.split('.');
    return known.get(owner)?.has(name) !== true;
  });
  expect(missing).toEqual([]);
});
