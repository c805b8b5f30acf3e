import type { IPty } from 'node-pty';
import { fail } from '../errors.ts';

/** A program with its arguments, and what is added to the environment. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

export type Pty = Pick<IPty, 'onData' | 'onExit' | 'write' | 'resize' | 'pause' | 'resume' | 'kill'>;

/** Starts a program on a terminal of its own. Text comes whole: no character is cut in two. TERMINAL_FAILED. */
export async function openPty({ program, args, env }: Command, size: Size): Promise<Pty> {
  try {
    const { spawn } = await import('node-pty');
    return spawn(program, [...args], { ...size, name: 'xterm-256color', env: { ...process.env, ...env } });
  } catch (error) {
    throw fail('TERMINAL_FAILED', 'No terminal could be opened on this machine.', {
      hints: ['Run npm ci again: it builds the part of Maestro that opens terminals.'],
      cause: error,
    });
  }
}
