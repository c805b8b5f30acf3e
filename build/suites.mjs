import { chromium, dockerAnswers, find } from './machine.mjs';

/**
 * Every test suite, in the order in which they run, and why it cannot run on this machine (undefined: it can). Those of
 * the page wait for a browser half of the time, which leaves room for others beside them.
 */
export const SUITES = [
  { name: 'rules' },
  { name: 'engine' },
  { name: 'transport' },
  { name: 'cli' },
  { name: 'docker', missing: missingForDocker },
  { name: 'window', page: true, missing: missingForWindow },
  { name: 'live', page: true, missing: () => missingForWindow() ?? missingForDocker() },
  // Where Electron's runtime is not, chromium stands in for its windows.
  { name: 'desktop', page: true, missing: () => missingForWindow() ?? missingForDocker() },
];

function missingForDocker() {
  if (!dockerAnswers()) return 'no Docker engine answers';
  return find('tmux') === undefined ? 'tmux is not installed' : undefined;
}

function missingForWindow() {
  return chromium() === undefined ? 'chromium is not installed' : undefined;
}
