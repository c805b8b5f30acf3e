import type { Report } from '../../contract/reports.ts';

/**
 * The moments that one container tells of. Its clock is its own: one that has not come yet here counts as the moment when
 * it was first heard of, for as long as the container goes on telling of it.
 */
export class Moments {
  #heard = new Map<string, string>();

  /** A report with no moment after `now`. */
  of(report: Report, now: Date): Report {
    const before = this.#heard;
    const heard = new Map<string, string>();
    const moment = (told: string): string => {
      const first = before.get(told) ?? heard.get(told);
      if (first === undefined && Date.parse(told) <= now.getTime()) return told;
      const known = first !== undefined && Date.parse(first) <= now.getTime() ? first : now.toISOString();
      heard.set(told, known);
      return known;
    };
    const { at, attention, lastActivityAt } = report;
    const past: Report = {
      ...report,
      at: moment(at),
      attention: attention && { ...attention, at: moment(attention.at) },
      lastActivityAt: lastActivityAt && moment(lastActivityAt),
    };
    this.#heard = heard;
    return past;
  }
}
