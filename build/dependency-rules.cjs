/** Who may import whom. The table in README's "How to develop" says it in words. */
const ours = '^(electron|renderer|build|test)/';

/** A folder of ours may import only these folders of ours. */
function only(name, from, allowed) {
  return {
    name,
    severity: 'error',
    from: { path: from },
    to: { path: ours, pathNot: allowed },
  };
}

/** A package or Node module belongs to one file. */
function belongsTo(name, target, file) {
  return { name, severity: 'error', from: { pathNot: [file, '^test/', '^build/'] }, to: { path: target } };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '\\.config\\.(ts|js)$', '^build/', '^test/', 'contract/version\\.ts$'],
      },
      to: {},
    },
    only('contract-stands-alone', '^electron/contract/', '^electron/contract/'),
    {
      name: 'contract-runs-anywhere',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'contract-packages',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { dependencyTypes: ['npm', 'npm-dev'], pathNot: 'node_modules/(zod|@orpc/contract)' },
    },
    only('engine-is-a-library', '^electron/engine/', '^electron/(contract|engine)/'),
    only(
      'transport-carries',
      '^electron/transport/',
      '^electron/(contract|transport)/|^electron/engine/(router|context)\\.ts$',
    ),
    only('host-hosts', '^electron/host/', '^electron/(contract|engine|transport|host)/'),
    only('shell-is-a-client', '^electron/shell/', '^electron/(contract|transport|host|shell)/'),
    only('cli-is-a-client', '^electron/cli/', '^electron/(contract|engine|host|cli)/'),
    only('renderer-knows-the-contract', '^renderer/', '^renderer/|^electron/contract/'),
    {
      name: 'renderer-is-a-browser',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-stays-in-the-shell',
      severity: 'error',
      from: { pathNot: '^electron/(shell/|main\\.ts|preload\\.ts)|^test/' },
      to: { path: 'node_modules/electron(-store)?/' },
    },
    {
      name: 'react-only-draws',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/cli/missionControl/' },
      to: { path: 'node_modules/(react|ink)/' },
    },
    belongsTo('dockerode-in-one-file', 'node_modules/dockerode/', '^electron/engine/docker/client\\.ts$'),
    belongsTo('node-pty-in-one-file', 'node_modules/node-pty/', '^electron/engine/terminals/pty\\.ts$'),
    belongsTo('execa-in-one-file', 'node_modules/execa/', '^electron/engine/run\\.ts$'),
    belongsTo('child-processes-in-one-file', '^(node:)?child_process$', '^electron/engine/run\\.ts$'),
    {
      name: 'pure-files-have-no-effects',
      severity: 'error',
      from: { path: '(rules|spec|select|slug)\\.ts$', pathNot: '^test/' },
      to: {
        path: '^(node:)?(fs|fs/promises|child_process|net|http|os)$|^electron/engine/(run|docker/client)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-dev-packages-in-the-engine',
      severity: 'error',
      from: { path: '^electron/(contract|engine|transport|host|cli)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
