import type { Browser, Page } from 'playwright-core';
import { Demos } from '../../electron/host/demos.ts';
import { openWeb } from '../../electron/host/web.ts';
import { SILENT } from '../../electron/engine/silent.ts';
import { engineWithoutDocker } from './connections.ts';
import { whenDone } from './project.ts';
import { type Opened, openPage } from './window.ts';

/** The details of a feature in the demo's mission. */
export async function inDemo(
  browser: Browser,
  { feature, turnMs = 200 }: { readonly feature: string; readonly turnMs?: number },
): Promise<Opened & { details: ReturnType<Page['getByRole']> }> {
  const engine = await engineWithoutDocker();
  const demos = new Demos(SILENT, { turnMs });
  const web = await openWeb(engine, { demos });
  whenDone(async () => {
    await web.close();
    await demos.close();
  });
  engine.watch();
  const shown = await openPage(browser, web.newAddress());
  const { page } = shown;
  await page.getByRole('button', { name: 'Look around a demo' }).click();
  await page.getByRole('complementary', { name: 'Demo' }).waitFor();
  for (const key of ['g', 'm']) await page.keyboard.press(key);
  await page.getByText('Sign in with a passkey').first().click();
  await page.getByText(feature).first().click();
  return { ...shown, details: page.getByRole('complementary', { name: `Details of ${feature}` }) };
}
