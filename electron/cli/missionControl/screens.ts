/** Mission Control's screens, in the order of its help. */
export const SCREENS = [
  'dashboard',
  'features',
  'dependencies',
  'handoffs',
  'config',
  'memory',
  'graph',
  'agents',
  'dispatch',
  'events',
  'tasks',
  'timeline',
  'principles',
  'help',
] as const;
export type Screen = (typeof SCREENS)[number];

const ALIASES: Readonly<Record<string, Screen>> = {
  dash: 'dashboard',
  home: 'dashboard',
  feat: 'features',
  feature: 'features',
  dep: 'dependencies',
  deps: 'dependencies',
  dependency: 'dependencies',
  handoff: 'handoffs',
  cfg: 'config',
  settings: 'config',
  mem: 'memory',
  agent: 'agents',
  event: 'events',
  task: 'tasks',
  principle: 'principles',
};

/** The screen of a name or of its short form, in either case. */
export function findScreen(name: string): Screen | undefined {
  const lower = name.toLowerCase();
  return SCREENS.find((screen) => screen === lower) ?? (Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : undefined);
}
