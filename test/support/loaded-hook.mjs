import { appendFileSync } from 'node:fs';

export function load(url, context, next) {
  appendFileSync(process.env.LOADED ?? '', `${url}\n`);
  return next(url, context);
}
