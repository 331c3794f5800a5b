import { expect, test } from 'vitest';

import type { Filling, Problem } from '../../backend/types';
import { SaveQueue } from './save-queue';

const FULL: Problem = { code: 'vault-disk-full', arguments: {} };

/** A vault that answers when it is told to. */
function vault() {
  const calls: string[] = [];
  const waiting: { done: () => void; refuse: () => void }[] = [];
  const heard: string[] = [];
  const queue = new SaveQueue(
    (pointer, value) => {
      calls.push(`${pointer}=${String(value)}`);
      return new Promise<Filling>((resolve, reject) => waiting.push({ done: () => resolve({} as Filling), refuse: () => reject(FULL) }));
    },
    { saved: (pointer, value) => heard.push(`saved ${pointer}=${String(value)}`), failed: (pointer) => heard.push(`failed ${pointer}`), busy: () => undefined },
  );
  const settle = async (how: 'done' | 'refuse') => {
    waiting.shift()?.[how]();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { calls, heard, queue, done: () => settle('done'), refuse: () => settle('refuse') };
}

test('one call is under way at a time, and the latest answer to a question takes the place of those that wait', async () => {
  const { calls, queue, done } = vault();
  queue.put('/a', 'L');
  queue.put('/a', 'Li');
  queue.put('/b', '1');
  queue.put('/a', 'Lin');
  expect(calls, 'the first is under way, the others wait').toEqual(['/a=L']);
  await done();
  await done();
  await done();
  expect(calls, 'nothing out of order, nothing superfluous').toEqual(['/a=L', '/a=Lin', '/b=1']);
});

test('a call waits for the answers typed before it, and later answers do not overtake it', async () => {
  const { calls, queue, done } = vault();
  queue.put('/a', '1');
  const called = queue.then(async () => calls.push('call'));
  queue.put('/a', '2');
  await done();
  await called;
  expect(calls, 'the second answer is not merged into the one before the call').toEqual(['/a=1', 'call', '/a=2']);
});

test('an answer that failed goes out again before the next one', async () => {
  const { calls, heard, queue, done, refuse } = vault();
  queue.put('/a', 'x');
  await refuse();
  expect(queue.pending, 'it is not in the vault').toBe(true);
  queue.put('/b', 'y');
  await done();
  await done();
  expect(calls).toEqual(['/a=x', '/a=x', '/b=y']);
  expect(heard).toEqual(['failed /a', 'saved /a=x', 'saved /b=y']);
  expect(queue.pending, 'now it is').toBe(false);
});

test('a newer answer to the question that failed is sent instead of the old one', async () => {
  const { calls, queue, done, refuse } = vault();
  queue.put('/a', 'old');
  await refuse();
  queue.put('/a', 'new');
  await done();
  expect(calls).toEqual(['/a=old', '/a=new']);
});

test('a step that builds on the answers is not taken while one cannot be saved', async () => {
  const { queue, refuse } = vault();
  queue.put('/a', 'x');
  await refuse();
  let taken = false;
  const step = queue.thenSaved(async () => (taken = true));
  step.catch(() => undefined);
  await refuse();
  await expect(step, 'the vault’s own reason').rejects.toEqual(FULL);
  expect(taken).toBe(false);
});

test('a step is taken once the answer that failed is saved', async () => {
  const { calls, queue, done, refuse } = vault();
  queue.put('/a', 'x');
  await refuse();
  const step = queue.thenSaved(async () => calls.push('step'));
  await done();
  await step;
  expect(calls).toEqual(['/a=x', '/a=x', 'step']);
});
