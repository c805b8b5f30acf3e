import type { Picture } from '../contract/files.ts';

/** A grey arrow. */
export const GREY_ARROW = png(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAAwElEQVR42u3a2wqDMBRFwXx2/r59KpTSiyaR6tmzwHcZRGNyWpMkSZJOUe/9Fg8QjfAAiEV4BohEeAWIQ3gHEIXwCSAG4RtABMIvgPIIWwBKI2wFKIuwB6Akwl6AcggjAKUQRgHKIMwAlECYBViOsOKG/nHFAyxDuDLAEoSrA0wjVACYQqgCMIzgCfAO8BWwDoheCcb/C/gbtB9gR8ieoF1h5wJOhk4F0CrndNh8gAkRM0KmxMwJhk+KNkmSJB3fHWl+2y1LFGB6AAAAAElFTkSuQmCC',
);
/** The same in the colour of Maestro. */
export const TEAL_ARROW = png(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAAxElEQVR42u3aQQ6CMBRF0S6CZbsId6ojE2MUoa0R/js3YU5OCJT2tyZJkiQdouV6ucUDRCM8AGIRngEiEV4B4hDeAUQhfAKIQVgDiED4BlAeYQtAaYStAGUR9gCURNgLUA6hB6AUQi9AGYQRgBIIowDTEWbc0D+ueIBpCGcGmIJwdoBhhAoAQwhVALoRPAHeAb4C1gHRK8H4fwF/g/YD7AjZE7Qr7FzAydChAFrlnA6bDzAhYkbIlJg5wfBJ0SZJkqTfdweIyVhlxTzaxwAAAABJRU5ErkJggg==',
);

function png(base64: string): Picture {
  return { type: 'image/png', bytes: Buffer.byteLength(base64, 'base64'), base64 };
}
