// Tells the reporter what opencode does: a few of its events, each as one line of JSON on the hook's stdin.
import { spawn } from 'node:child_process';
import { appendFile, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';

const HOOK = ['/usr/local/lib/maestro/hook', ['opencode']];
const PATIENCE_MS = 10_000;
/** What each message of a model cost: the conversation lies in a database. */
const USAGE = `${homedir()}/.maestro/usage`;
/** How often a model refuses before a person should know. */
const REFUSALS = 3;

export const Maestro = async () => {
  /** Sessions of subagents: what they say is said to another agent. */
  const inner = new Set();
  const said = new Map();
  const failed = new Map();
  let last = Promise.resolve();

  /** One after the other, so that the reporter hears them in their order. */
  const tell = (event) => (last = last.then(() => run(event)));

  /** It may say so more than once. */
  const idle = (session) => failed.get(session) ?? { type: 'finished', text: said.get(session) };

  const ACTS = {
    'session.created': ({ info }) => void (info?.parentID && inner.add(info.id)),
    'message.part.updated': ({ part }) =>
      void (part?.type === 'text' && part.time?.end && said.set(part.sessionID, part.text)),
    'message.updated': ({ info }) => (info?.role === 'assistant' && info.time?.completed ? count(info) : undefined),
    'session.error': ({ sessionID, error }) => {
      const text = error?.data?.message ?? error?.name;
      const isStopped = error?.name === 'MessageAbortedError';
      failed.set(sessionID, isStopped ? { type: 'interrupted' } : { type: 'failed', text });
    },
    'session.idle': ({ sessionID }) => (inner.has(sessionID) ? undefined : tell(idle(sessionID))),
    'session.status': ({ status }) =>
      status?.type === 'retry' && status.attempt >= REFUSALS
        ? tell({ type: 'refused', text: status.message })
        : undefined,
    'permission.asked': ({ permission, patterns }) => tell({ type: 'permission', permission, patterns }),
    'question.asked': ({ questions }) => tell({ type: 'question', questions }),
    'permission.replied': () => tell({ type: 'resumed' }),
    'question.replied': () => tell({ type: 'resumed' }),
    'todo.updated': ({ sessionID, todos }) => (inner.has(sessionID) ? undefined : tell({ type: 'todos', todos })),
  };

  return {
    event: async ({ event }) => {
      // It goes on meanwhile.
      void ACTS[event.type]?.(event.properties ?? {});
    },
    // Awaited: what lies in the workspace is kept before the agent changes it.
    'chat.message': async ({ sessionID }) => {
      if (inner.has(sessionID)) return;
      failed.delete(sessionID);
      said.delete(sessionID);
      await tell({ type: 'prompt' });
    },
    'tool.execute.after': async () => void tell({ type: 'resumed' }),
  };
};

async function count({ id, modelID, tokens }) {
  try {
    await mkdir(USAGE, { recursive: true });
    await appendFile(`${USAGE}/opencode.jsonl`, `${JSON.stringify({ id, model: modelID, tokens })}\n`);
  } catch {
    // What it cost is then not known: no reason to disturb the agent.
  }
}

/** Never fails, and never holds the agent up for long. */
function run(event) {
  return new Promise((resolve) => {
    const hook = spawn(...HOOK, { stdio: ['pipe', 'ignore', 'ignore'], timeout: PATIENCE_MS });
    hook.on('error', resolve);
    hook.on('close', resolve);
    hook.stdin.on('error', () => undefined);
    hook.stdin.end(JSON.stringify(event));
  });
}
