import { beforeAll, expect, test } from 'vitest';
import { judge, opened, setStage, type Stage } from '../support/missionsPage.ts';
import { until } from '../support/until.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

test('the menu of moves closes when somebody else moves the feature, and the keys stay with its card', async () => {
  const { page, project } = await opened(stage);
  await page.locator('#card-auth-db').focus();
  await page.keyboard.press('m');
  await page.getByRole('menu', { name: 'Move' }).waitFor();

  await project.json(['feature', 'update', 'auth-db', '--mission', project.mission, '--status', 'review']);

  await page.locator('[data-column="review"] #card-auth-db:focus').waitFor();
  await expect.poll(() => page.getByRole('menu', { name: 'Move' }).count()).toBe(0);
});

test('the keys stay with an assertion that was judged', async () => {
  const { page } = await opened(stage, { feature: 'auth-db' });
  await page.keyboard.press('i');
  await judge(page, { assertion: 'Keys survive', verb: 'Pass', words: 'npm test' });

  await page.getByRole('complementary').getByText('Evidence: npm test').waitFor();
  await until('the keys', () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Keys survive'),
  );
});

test('the current card stays in view when the details take their room', async () => {
  const { page } = await opened(stage, { feature: 'auth-plan' }, { viewport: { width: 1280, height: 800 } });
  const card = page.locator('[data-column="done"] #card-auth-plan');
  await card.waitFor();
  await page.keyboard.press('i');
  const details = page.getByRole('complementary');
  await details.waitFor();

  await until('the card beside the details', async () => {
    const [one, other] = await Promise.all([card.boundingBox(), details.boundingBox()]);
    return one !== null && other !== null && one.x + one.width <= other.x;
  });
});
