import type { Contract } from '../../electron/contract/index.ts';

/**
 * The procedures that leave nothing behind which a user could want to have back: they read, look again, or carry keys,
 * sizes and what is looked at. Every other one is a write, and is reached through `write` alone.
 */
export const FREE = {
  snapshot: ['watch'],
  containers: ['askHosts', 'suggestBranch', 'cleanupPlan', 'volumesPlan'],
  inspection: ['get'],
  usage: ['get'],
  load: ['read'],
  activity: ['list'],
  files: ['look'],
  trash: ['list'],
  review: ['look', 'overlap'],
  comments: ['list'],
  pullRequests: ['plan'],
  egress: ['list', 'explain', 'refusedHost'],
  network: ['get'],
  credentials: ['here', 'list'],
  terminals: ['output', 'lastLines', 'write', 'paste', 'resize', 'acknowledge'],
  talk: ['messages'],
  notices: ['focus'],
  images: ['list', 'own', 'prunePlan'],
  doctor: ['run', 'collect', 'reconnect'],
  settings: ['about', 'licences', 'keys', 'folders'],
  projects: ['config', 'notes'],
  missions: ['board', 'checkPlan', 'control', 'explain', 'graph', 'workflows'],
  proofs: ['list', 'log'],
  tournaments: ['scores'],
  checkpoints: ['diff'],
  handoffs: ['list', 'get', 'verify'],
  memory: ['read'],
  proposals: ['list'],
  graph: ['read'],
} as const satisfies { readonly [Topic in keyof Contract]?: readonly (keyof Contract[Topic])[] };
