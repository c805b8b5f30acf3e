/** The configuration that `init` and `install` write, for a project and for the user. */
export const CONFIG_TEMPLATE = `sessionDetection:
  enabled: true
  agents:
    - claude-code
defaultWorkflow: plan-implement
execution:
  defaultWorker: codex
  stopOnFailure: true
  retryBudget: 1
  rotateWorkerOnRetry: false
workers:
  claude-code:
    enabled: true
    transport: cli
    command: claude
    args:
      - --print
    outputMode: stream-json
  codex:
    enabled: true
    transport: cli
    command: codex
    args: []
    outputMode: raw
  gemini:
    enabled: false
    transport: cli
    command: gemini
    args: []
    outputMode: stream-json
supervision:
  level: mid
  staleAfterMs: 300000
  killGraceMs: 5000
  progressIntervalMs: 30000
parallel:
  enabled: false
  maxConcurrent: 1
ui:
  missionControl:
    backgroundMode: solid
memory:
  enabled: true
  corrections:
    enabled: true
    matching: keyword
    auto_capture: prompt
    severity_default: soft
  learnings:
    enabled: true
    compile_threshold: 5
    max_age_days: 7
  ratchet:
    enabled: false
    enforcement: warn
  graph:
    enabled: true
`;

const AGENTS = `# Working in this project

This project keeps its missions, handoffs and memory in \`.maestro/\`. Everything is plain files; use the
\`maestro\` command to read and change them.

1. \`maestro status\` says what is going on, \`maestro mission list\` which missions there are.
2. \`maestro handoff pickup --claim --agent <you>\` takes the work that is waiting.
3. \`maestro feature prompt <feature> --mission <mission>\` prints what to do and how it is verified.
4. \`maestro feature update <feature> --mission <mission> --status in-progress\` when you begin, \`review\` when you are done.
5. \`maestro validate update <assertion> --mission <mission> --result passed --evidence "<command>"\` for what you proved.
6. \`maestro handoff create …\` before you stop, so that the next session can go on.
`;

const INIT_SH = `#!/usr/bin/env bash
# Prepares this project for an agent: dependencies, tools, environment. Runs from the project's root.
set -euo pipefail
`;

const SERVICES = `# Services that the project needs while somebody works on it, one entry each:
# services:
#   - name: web
#     start: npm run dev
#     ready: curl -fsS http://127.0.0.1:3000/
services: []
`;

/** What `init` writes besides the configuration, by path inside `.maestro/`. */
export const BOOTSTRAP: readonly { readonly path: string; readonly text: string; readonly mode?: number }[] = [
  { path: 'AGENTS.md', text: AGENTS },
  { path: 'bootstrap/init.sh', text: INIT_SH, mode: 0o755 },
  { path: 'bootstrap/services.yaml', text: SERVICES },
  {
    path: 'bootstrap/library/architecture.md',
    text: '# Architecture\n\nHow the parts of this project fit together, and the rules between them.\n',
  },
  {
    path: 'bootstrap/library/environment.md',
    text: '# Environment\n\nWhat a machine needs to build, run and test this project.\n',
  },
  {
    path: 'bootstrap/library/user-testing.md',
    text: '# Testing as a user\n\nHow to try this project the way its users do: entry points, accounts, typical paths.\n',
  },
  {
    path: 'bootstrap/validation/README.md',
    text: '# Validation\n\nHow assertions are proven here: commands, environments, what counts as evidence.\n',
  },
];

/** Lines of `.gitignore`: what belongs to a run and not to the project. */
export const IGNORED = ['.maestro/handoffs/', '.maestro/missions/', '.maestro/sessions/'];
export const IGNORED_TITLE = '# Maestro runtime state';
