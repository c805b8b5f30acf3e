import type { HandoffContent } from '../../../contract/handoffs.ts';
import type { Principle, PrincipleOutcome } from '../../../contract/principles.ts';

/** The principles that every project begins with. */
export const DEFAULT_PRINCIPLES: readonly Principle[] = [
  {
    id: 'think-before-coding',
    name: 'Think before coding',
    source: 'karpathy',
    rule: 'State the assumptions the work rests on before writing code, and ask where they are unsure.',
    profiles: ['planning', 'implementation'],
    mode: 'gate',
    gateField: 'assumptions',
    gateCheck: 'array_min_length:1',
  },
  {
    id: 'simplicity-first',
    name: 'Simplicity first',
    source: 'karpathy',
    rule: 'Write the least code that solves the problem; nothing speculative.',
    profiles: ['implementation', 'simplify', 'code-review'],
    mode: 'advisory',
  },
  {
    id: 'surgical-changes',
    name: 'Surgical changes',
    source: 'karpathy',
    rule: 'Touch only what the task needs, and say for each file why it was touched.',
    profiles: ['implementation', 'code-review', 'simplify'],
    mode: 'gate',
    gateField: 'scopeDeclaration',
    gateCheck: 'object_non_empty',
  },
  {
    id: 'goal-driven-execution',
    name: 'Goal-driven execution',
    source: 'karpathy',
    rule: 'Turn the task into checks, and work until every check passes.',
    profiles: ['implementation', 'validation'],
    mode: 'gate',
    gateField: 'verificationResults',
    gateCheck: 'array_all_passed',
  },
];

/** Whether a handoff's content gives what a gate asks for. */
export function meetsGate(principle: Principle, content: HandoffContent): boolean {
  const value = (content as Record<string, unknown>)[principle.gateField ?? ''];
  const check = principle.gateCheck ?? '';
  if (check.startsWith('array_min_length:')) return Array.isArray(value) && value.length >= Number(check.slice(17));
  if (check === 'object_non_empty') return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  return (
    Array.isArray(value) && value.length > 0 && value.every((entry) => (entry as { passed?: unknown }).passed === true)
  );
}

export interface Effectiveness {
  readonly principleId: string;
  readonly helpful: number;
  readonly unhelpful: number;
  readonly pending: number;
  readonly total: number;
  readonly effectiveness?: number;
  readonly name: string;
  readonly lowSample: boolean;
}

const ENOUGH = 3;
const RECENT = 500;

/** How often each principle helped, worst first. The latest word about a handoff counts. */
export function effectiveness(
  principles: readonly Principle[],
  outcomes: readonly PrincipleOutcome[],
): Effectiveness[] {
  const latest = new Map<string, PrincipleOutcome>();
  for (const row of outcomes.slice(-RECENT)) latest.set(`${row.principleId}\n${row.handoffId}`, row);
  const rows = [...latest.values()];
  const scored = principles.map((principle) => {
    const own = rows.filter((row) => row.principleId === principle.id);
    const count = (outcome: PrincipleOutcome['outcome']): number => own.filter((row) => row.outcome === outcome).length;
    const [helpful, unhelpful, pending] = [count('helpful'), count('unhelpful'), count('pending')];
    const decided = helpful + unhelpful;
    return {
      principleId: principle.id,
      helpful,
      unhelpful,
      pending,
      total: own.length,
      ...(decided === 0 ? {} : { effectiveness: helpful / decided }),
      name: principle.name,
      lowSample: decided < ENOUGH,
    };
  });
  return scored.sort((left, right) => (left.effectiveness ?? 2) - (right.effectiveness ?? 2));
}
