/** Who may import whom. The tables in README's "Develop" say it in words. */
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

/** A package or Node module belongs to one file; what a type says of it may be known elsewhere. */
function belongsTo(name, target, file) {
  return {
    name,
    severity: 'error',
    from: { pathNot: [file, '^test/', '^build/'] },
    to: { path: target, dependencyTypesNot: ['type-only'] },
  };
}

/**
 * The rooms of the engine from the ground up: each may import only rooms that stand above it in this list, so that no
 * circle between folders can come to be. A folder belongs to the longest entry that it begins with.
 */
const ENGINE_ROOMS = [
  'errors.ts',
  'silent.ts',
  'state.ts',
  'running.ts',
  'run.ts',
  'log.ts',
  'disk/',
  'agents/',
  'git/',
  'docker/port.ts',
  'context.ts',
  'implement.ts',
  'config/',
  'docker/',
  'create-context.ts',
  'credentials/',
  'settings/',
  'usage/',
  'gateway/',
  'containers/copy/',
  'containers/',
  'schedules/',
  'attention/',
  'review/',
  'terminals/',
  'review/comments/',
  'doctor/',
  'project/records/',
  'project/config/',
  'project/graph/',
  'project/notes/',
  'project/sessions/',
  'project/missions/mission/',
  'project/missions/assertions/',
  'project/missions/milestones/',
  'project/missions/features/',
  'project/missions/checkpoints/',
  'project/missions/runs/',
  'project/missions/issues/',
  'project/missions/',
  'project/memory/',
  'project/principles/',
  'project/tasks/',
  'project/replies/',
  'project/handoffs/',
  'project/prompts/',
  'project/setup/',
  'project/health/',
  'project/follow/',
  'project/proposals/',
  'project/launches/',
  'project/bridges/',
  'project/proofs/',
  'project/tournaments/',
  'project/runs/',
  'project/overview/',
  'project/router.ts',
  'router.ts',
  'engine.ts',
  'checkout.ts',
];

/** The rooms of the command line in the same way: commands know the table's rows only by their type. */
const CLI_ROOMS = [
  'output/',
  'arguments/',
  'completion/',
  'missionControl/screens.ts',
  'missionControl/drawing/',
  'missionControl/',
  'attach.ts',
  'engine.ts',
  'checkout.ts',
  'config-problems.ts',
  'failure.ts',
  'help.ts',
  'prompt.ts',
  'menu.ts',
  'limits.ts',
  'wishes.ts',
  'new-flags.ts',
  'chosen.ts',
  'may-replace.ts',
  'creation.ts',
  'copies.ts',
  'sign-in.ts',
  'project.ts',
  'mcp/tools.ts',
  'mcp/',
  'ending.ts',
  'watch-run.ts',
  'commands/',
  'table/',
  'agents/',
  'cli.ts',
  'main.ts',
];

/** The rooms of the page, from the ground up in the same way. */
const PAGE_ROOMS = [
  'client/',
  'ui/',
  'features/shortcuts/',
  'features/help/',
  'features/canvas/',
  'features/doctor/',
  'features/talk/',
  'features/isolation/',
  'features/newContainer/',
  'features/container/',
  'features/networks/',
  'features/credentials/',
  'features/storage/',
  'features/settings/',
  'features/usage/',
  'features/about/',
  'features/peek/',
  'features/welcome/',
  'features/fleet/',
  'features/review/diff/',
  'features/review/comments/',
  'features/review/',
  'features/inbox/',
  'features/handoffs/',
  'features/memory/',
  'features/config/',
  'features/projects/',
  'features/projectGraph/',
  'features/missions/mission/',
  'features/missions/sheets/',
  'features/missions/board/',
  'features/missions/outline/',
  'features/missions/graph/',
  'features/missions/timeline/',
  'features/missions/details/',
  'features/missions/',
  'features/palette/',
  'layout/',
  'App.tsx',
  'start.tsx',
  'main.tsx',
];

const ENGINE = '^electron/engine/';
const CLI = '^electron/cli/';
const PAGE = '^renderer/';

/** The pattern of a room's files, and of the rooms inside it that stand in the list on their own. */
function room(house, rooms, name) {
  const inside = rooms.filter((other) => other !== name && other.startsWith(name));
  return { path: house + name, pathNot: inside.map((other) => house + other) };
}

/** One rule a room: nothing of the rooms that stand on it. One for all: a file belongs to a room. */
function floors(house, rooms) {
  const rules = rooms.slice(0, -1).map((name, floor) => ({
    name: `floors: ${house.slice(1)}${name}`,
    severity: 'error',
    from: room(house, rooms, name),
    to: {
      path: rooms.slice(floor + 1).map((above) => house + above),
      pathNot: rooms
        .slice(0, floor + 1)
        .filter((below) => rooms.slice(floor + 1).some((above) => below.startsWith(above)))
        .map((below) => house + below),
    },
  }));
  const whole = {
    name: `every-room-has-its-floor: ${house.slice(1)}`,
    severity: 'error',
    from: { path: house, pathNot: rooms.map((name) => house + name) },
    to: {},
  };
  return [...rules, whole];
}

module.exports = {
  forbidden: [
    ...floors(ENGINE, ENGINE_ROOMS),
    ...floors(CLI, CLI_ROOMS),
    ...floors(PAGE, PAGE_ROOMS),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
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
    only('demo-is-made-up', '^electron/demo/', '^electron/(contract|engine|demo)/'),
    only('transport-carries', '^electron/transport/', '^electron/(contract|transport)/|^electron/engine/context\\.ts$'),
    only('host-hosts', '^electron/host/', '^electron/(contract|engine|demo|transport|host)/'),
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
      name: 'react-draws-the-page',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: 'node_modules/react(-dom)?/' },
    },
    belongsTo('dockerode-in-one-file', 'node_modules/dockerode/', '^electron/engine/docker/client\\.ts$'),
    belongsTo('node-pty-in-one-file', 'node_modules/node-pty/', '^electron/engine/terminals/pty\\.ts$'),
    belongsTo('execa-in-one-file', 'node_modules/execa/', '^electron/engine/run\\.ts$'),
    belongsTo('child-processes-in-one-file', '^(node:)?child_process$', '^electron/engine/run\\.ts$'),
    {
      name: 'pure-files-have-no-effects',
      severity: 'error',
      from: {
        path: [
          '[Rr]ules\\.ts$',
          '[Ss]pec\\.ts$',
          '[Ss]elect\\.ts$',
          '[Ss]lug\\.ts$',
          '-(layout|drawing)\\.ts$',
          '^electron/cli/missionControl/drawing/',
        ],
        pathNot: '^test/',
      },
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
