import { spawn } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { tempFolder } from './project.ts';

/** The built command line. */
export const MAESTRO = resolve(import.meta.dirname, '../../dist/cli/maestro.js');

/** An engine address at which nobody answers. */
export const NO_ENGINE = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly input?: string;
}

/** Runs the built `maestro` as a user does. */
export function maestro(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return program(MAESTRO, args, options);
}

/** Runs a program to its end. */
export function program(path: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { cwd: options.cwd, env: { ...process.env, ...options.env } });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
    // A program that ends early does not read all of its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** A PATH on which `maestro` lies. */
export async function pathWithMaestro(): Promise<string> {
  const bin = await tempFolder('maestro-bin');
  await symlink(MAESTRO, join(bin, 'maestro'));
  return `${bin}:${process.env['PATH'] ?? ''}`;
}
