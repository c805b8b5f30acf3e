import { app, dialog, type Session, shell, type WebContents } from 'electron';
import { isAllowed, isOwnPage, outsideLink } from './place.ts';

interface Ways {
  /** Opens a window more of the page, at one of its places, also one of the demo. */
  readonly openMore: (hash: string) => void;
}

/** Closes every way out of the page, for every web contents of the app, whenever it is made. */
export function hardenContents({ openMore }: Ways): void {
  app.on('web-contents-created', (_, contents) => {
    const deny = (event: { readonly url: string; preventDefault(): void }): void => {
      if (!isOwnPage(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', deny);
    contents.on('will-redirect', deny);
    contents.on('will-frame-navigate', deny);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isOwnPage(url) && isOwnPage(contents.getURL())) openMore(placeIn(url));
      else void offerOutside(contents, url);
      return { action: 'deny' };
    });
  });
}

/** Denies what a page may ask of the system, devices and downloads, but for putting text on the clipboard. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isAllowed(permission, contents.getURL())),
  );
  session.setPermissionCheckHandler((_, permission, requester) => isAllowed(permission, requester));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** The place of the page that an own address names, in the demo or not. */
function placeIn(address: string): string {
  const { search, hash } = new URL(address);
  return search + hash;
}

/** Opens a link in the browser after a person saw where it really leads. */
async function offerOutside(contents: WebContents, address: string): Promise<void> {
  const link = outsideLink(address);
  if (link === undefined || !isOwnPage(contents.getURL())) return;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: `Open ${link.host} in your browser?`,
    detail: link.url,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) await shell.openExternal(link.url);
}
