/** The plain pages of browser mode: what to do when there is nothing to show. */
export interface PlainPage {
  readonly status: number;
  readonly html: string;
}

export const SIGN_IN_PAGE = plainPage(401, 'Open Maestro with its own address', [
  'This browser is not signed in to this Maestro, or its address was used already or is too old.',
  'Open the address that <code>maestro serve</code> printed, or run <code>maestro serve</code> again for a new one.',
  'If you have just done that, <a href="/">go on to Maestro</a>.',
]);

/** Signed in, coming from another site: a strict cookie is sent only when the next step starts here. */
export const SIGNED_IN_PAGE = plainPage(200, 'Signed in', ['<a href="/">Go on to Maestro</a>.']);

export const NOT_FOUND_PAGE = plainPage(404, 'Nothing is here', ['<a href="/">Go to Maestro</a>.']);

export const NOT_BUILT_PAGE = plainPage(503, 'Maestro’s page is not built', [
  'Run <code>npm run build</code> in the checkout, then load this page again.',
]);

export const FAILED_PAGE = plainPage(500, 'Maestro could not read its page', [
  'This is a defect in Maestro, or its files are damaged. The log has the details.',
]);

function plainPage(status: number, title: string, paragraphs: readonly string[]): PlainPage {
  const style = 'body{font:16px/1.5 system-ui;max-width:36rem;margin:20vh auto;padding:0 1rem;color-scheme:light dark}';
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('');
  const head = `<meta charset="utf-8"><title>${title}</title><style>${style}</style>`;
  return { status, html: `<!doctype html><html lang="en">${head}<h1>${title}</h1>${body}</html>` };
}
