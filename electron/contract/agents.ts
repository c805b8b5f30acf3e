import { z } from 'zod';

/** The coding programs that a container can run. `custom` takes a command line. */
export const AgentKind = z.enum(['claude', 'codex', 'gemini', 'custom']);
export type AgentKind = z.infer<typeof AgentKind>;
