import { z } from 'zod';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { endSignal } from '../ending.ts';
import { type Allowable, ALLOWABLE } from '../mcp/tools.ts';
import { openProject } from '../project.ts';

const Flags = z.object({ allow: z.array(z.string()).default([]) });

/** Serves the project, and all containers, to a program that speaks MCP, until that closes stdin or a signal comes. */
export async function run(call: Call): Promise<undefined> {
  const allowed = allowedBy(readFlags(Flags, call).allow);
  const { root } = openProject(call);
  const [{ createMcpServer }, { serveStdio }] = await Promise.all([
    import('../mcp/server.ts'),
    import('@modelcontextprotocol/server/stdio'),
  ]);
  await withEngine(async (engine) => {
    const ending = endSignal();
    const served = serveStdio(() => createMcpServer({ engine, root, allowed }), {
      onerror: (error) => engine.context.log.warn({ err: error }, 'mcp'),
    });
    await new Promise<void>((resolve) => {
      process.stdin.once('end', resolve).once('close', resolve);
      ending.addEventListener('abort', () => resolve(), { once: true });
    });
    await served.close();
  });
}

function allowedBy(lists: readonly string[]): ReadonlySet<Allowable> {
  const words = lists.flatMap((list) => list.split(',')).map((word) => word.trim());
  const all = words.includes('all') ? [...ALLOWABLE] : words;
  return new Set(
    all.map((word) => {
      const found = ALLOWABLE.find((group) => group === word);
      if (found === undefined) throw new UsageError(`--allow: there is no ${JSON.stringify(word)}.`, HOW);
      return found;
    }),
  );
}

const HOW = `maestro mcp --allow ${ALLOWABLE.join(',')}`;
