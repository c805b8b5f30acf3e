import type { HandoffContent } from '../../contract/handoffs.ts';
import { plain } from './text.ts';

/** A handoff’s content in words. */
export function explained(content: HandoffContent): string[] {
  return Object.entries(content).flatMap(([key, value]) => {
    const name = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    if (Array.isArray(value)) return value.length === 0 ? [] : [`${name}: ${value.map(String).map(plain).join(', ')}`];
    if (typeof value !== 'object' || value === null) return [`${name}: ${plain(String(value))}`];
    const parts = Object.entries(value).map(([part, inner]) => `${part} ${String(inner)}`);
    return parts.length === 0 ? [] : [`${name}: ${plain(parts.join(', '))}`];
  });
}
