import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { QUERIES, refresh } from '../../../renderer/client/reads.ts';

test('what was asked before a change never counts as read after it, also where nothing was known yet', async () => {
  const asked: ((value: string) => void)[] = [];
  const queryFn = () => new Promise<string>((answer) => asked.push(answer));
  const observer = new QueryObserver(QUERIES, { queryKey: ['of', 'a', 'test'], queryFn });
  const leave = observer.subscribe(() => undefined);
  await expect.poll(() => asked.length).toBe(1);

  const again = refresh(['of']);
  await expect.poll(() => asked.length).toBe(2);
  asked[0]?.('before');
  asked[1]?.('after');
  await again;

  expect(observer.getCurrentResult()).toMatchObject({ data: 'after', isFetching: false });
  leave();
});
