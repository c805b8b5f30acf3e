import type { RefusedName } from '../../contract/network.ts';
import { GatewayReport, readReport } from '../../contract/reports.ts';

const MOST = 100;

/** Names that were refused, from a gateway's lines (pure): the newest first, and no more than a hundred. */
export function refusedNames(lines: readonly string[]): RefusedName[] {
  const names = new Map<string, RefusedName>();
  for (const refusal of lines.flatMap(refusalIn)) {
    const key = `${refusal.at} ${refusal.name}`;
    names.set(key, joined(names.get(key), refusal));
  }
  return [...names.values()].sort((a, b) => b.lastAt.localeCompare(a.lastAt)).slice(0, MOST);
}

interface Refusal extends RefusedName {
  /** Whether `times` is the count so far, or one more. */
  readonly isTotal: boolean;
}

function refusalIn(line: string): Refusal[] {
  if (!line.includes('"unlisted"')) return [];
  const report = readReport(GatewayReport, line);
  if (report?.kind === 'unlisted')
    return [{ name: report.name, times: report.times, lastAt: report.at, at: 'name', isTotal: true }];
  if (report?.kind === 'egress' && report.verdict === 'refused' && report.why === 'unlisted')
    return [{ name: report.host, times: 1, lastAt: report.at, at: 'connection', isTotal: false }];
  return [];
}

/** The count of a gateway that was started again begins anew. */
function joined(before: RefusedName | undefined, { isTotal, ...refusal }: Refusal): RefusedName {
  const times = isTotal ? Math.max(before?.times ?? 0, refusal.times) : (before?.times ?? 0) + refusal.times;
  return { ...refusal, times };
}
