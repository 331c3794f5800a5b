import { expect, test } from 'vitest';

import type { Choice } from '../backend/types';
import { toggled } from './choices';

const SYMPTOMS: Choice[] = ['fever', 'headache', 'none'].map((value) => ({ value, text: null, label: value, detail: null }));

test('what is ticked is stored in the order of the list', () => {
  expect(toggled(SYMPTOMS, ['headache'], 'fever', 'none')).toEqual(['fever', 'headache']);
});

test('the exclusive choice takes the ticks off the others, and they take its', () => {
  expect(toggled(SYMPTOMS, ['fever', 'headache'], 'none', 'none')).toEqual(['none']);
  expect(toggled(SYMPTOMS, ['none'], 'fever', 'none')).toEqual(['fever']);
});

test('without an exclusive choice nothing is taken off', () => {
  expect(toggled(SYMPTOMS, ['fever'], 'none', null)).toEqual(['fever', 'none']);
});

test('taking a tick off takes off only that one, and the last leaves no answer', () => {
  expect(toggled(SYMPTOMS, ['fever', 'none'], 'none', 'none')).toEqual(['fever']);
  expect(toggled(SYMPTOMS, ['fever'], 'fever', 'none')).toBeNull();
});

test('an answer that is no longer on the list is kept', () => {
  expect(toggled(SYMPTOMS, ['rash'], 'fever', 'none')).toEqual(['fever', 'rash']);
});
