/** A text of the help that is longer than a command's own. */
export interface Topic {
  readonly name: string;
  readonly title: string;
  /** Its Markdown, loaded when somebody reads it. */
  readonly load: () => Promise<string>;
}

/** Every topic, as `maestro help TOPIC` and the page's Help show it; each a Markdown file in this folder. */
export const TOPICS: readonly Topic[] = [
  { name: 'indicators', title: 'What the list of containers shows', load: from(() => import('./indicators.md?raw')) },
  { name: 'managing', title: 'Working with containers', load: from(() => import('./managing.md?raw')) },
  { name: 'missions', title: 'Missions that run', load: from(() => import('./missions.md?raw')) },
  { name: 'configuration', title: 'Configuration files and keys', load: from(() => import('./configuration.md?raw')) },
  { name: 'security', title: 'Security of containers, network, page', load: from(() => import('./security.md?raw')) },
  { name: 'compatibility', title: 'Beside the older tool', load: from(() => import('./compatibility.md?raw')) },
  { name: 'terminal-keys', title: 'Mission Control in a terminal', load: from(() => import('./terminal-keys.md?raw')) },
  { name: 'older-layouts', title: 'Projects with an older layout', load: from(() => import('./older-layouts.md?raw')) },
];

function from(load: () => Promise<{ readonly default: string }>): () => Promise<string> {
  return async () => (await load()).default;
}
