import { request } from 'node:http';

/** What the engine knows of a container's use right now. */
export interface Usage {
  readonly cpuNs: number;
  /** Without the page cache. */
  readonly memoryBytes: number;
  readonly atMs: number;
}

interface RawStats {
  readonly cpu_stats: { readonly cpu_usage: { readonly total_usage: number } };
  readonly memory_stats: { readonly usage?: number; readonly stats?: Readonly<Record<string, number>> };
}

/** Asks the engine on the usual socket. */
export async function engineStats(container: string): Promise<Usage> {
  const { cpu_stats, memory_stats } = await get<RawStats>(`/containers/${container}/stats?stream=false&one-shot=true`);
  const { usage = 0, stats = {} } = memory_stats;
  const cache = stats['total_inactive_file'] ?? stats['inactive_file'] ?? 0;
  return { cpuNs: cpu_stats.cpu_usage.total_usage, memoryBytes: usage - cache, atMs: Date.now() };
}

function get<Answer>(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ socketPath: '/var/run/docker.sock', path }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve(JSON.parse(text) as Answer));
    })
      .once('error', reject)
      .end();
  });
}
