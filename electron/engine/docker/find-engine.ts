import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `DOCKER_HOST`, else the first socket among those that the usual engines use. */
export function findEngine(): { socketPath: string } | undefined {
  if (process.env['DOCKER_HOST'] !== undefined || process.platform === 'win32') return undefined;
  const sockets = [
    '/var/run/docker.sock',
    join(homedir(), '.docker/run/docker.sock'),
    join(homedir(), '.orbstack/run/docker.sock'),
    join(homedir(), '.colima/default/docker.sock'),
    join(process.env['XDG_RUNTIME_DIR'] ?? '/run/user/0', 'docker.sock'),
  ];
  return { socketPath: sockets.find((path) => existsSync(path)) ?? '/var/run/docker.sock' };
}
