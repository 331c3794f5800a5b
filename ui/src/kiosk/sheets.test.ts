import { expect, test } from 'vitest';

import { ROME } from '../../test/place-times';
import type { CodeScreen, Colour } from '../backend/types';
import type { Verified } from '../screens/code/face';
import { codeSheet, ofVerified, slipSheet, type PrintedCode } from './sheets';

const QR = { side: 1, path: '' } as never;
const code = (colour: Colour, reasons: string[]): PrintedCode => {
  const verified = {
    colour, reasons, name: 'LIN XIAOYAN', document_tail: '4567', flight: 'LH728', departs_on: '2026-12-13', ends_early: null,
    valid_until: '2026-12-20T09:00:00Z', edition: 1, sample: true, qr: QR,
  };
  return ofVerified(verified as unknown as Verified, { reference: '8PKW5-XJF7K', zone: ROME, line: true } as CodeScreen);
};
const words = (sheet: ReturnType<typeof codeSheet>) => sheet.flatMap((piece) => ('text' in piece ? [piece.text] : [])).join('\n');

test('a code on paper says what comes next, that no quarantine is replaced, and what nobody may ask', () => {
  const green = words(codeSheet(code('green', ['low-risk']), null));
  expect(green, 'at a road block it is held out alone').toContain('Another health certificate');
  expect(green).toContain('Another test although nothing has changed');
  expect(green).toContain('does not replace the quarantine');
  expect(green, 'and what to do with it').toContain('Show this code on departure');
  const orange = words(codeSheet(code('orange', ['symptoms']), null));
  expect(orange, 'who may be ill reads first whom to call').toContain('Call the hotline before leaving');
  expect(orange, 'the reason in words').toContain('Symptoms or a fever');
  expect(orange, 'and is not told that no test may be asked for').not.toContain('Another test');
});

test('a sheet of a sample edition says so, in both languages', () => {
  const slip = { name: 'Lin Xiaoyan', reference: '8PKW5-XJF7K', claim: '8PKW5-XJF7K-23KAB-9XHT7', qr: QR } as never;
  for (const sheet of [codeSheet(code('green', []), null), slipSheet(slip, null, true)]) {
    expect(words(sheet)).toMatch(/样例规则.*Sample rules|Sample rules.*样例规则/);
  }
  expect(words(slipSheet(slip, null, false)), 'and of another one does not').not.toContain('Sample rules');
  expect(words(slipSheet(slip, null, false)), 'who has nothing that scans types it').toContain('8PKW5-XJF7K-23KAB-9XHT7');
});

test('a sheet names the numbers that serve whoever takes it, and none where none does', () => {
  const slip = { name: 'Petr Novák', reference: '8PKW5-XJF7K', qr: QR } as never;
  const lines = { edition: 1, hotlines: [{ text: 'hotline-consular', number: '+86 10 12308', hours: 'hotline-consular.hours' }] };
  expect(words(slipSheet(slip, lines, false))).toContain('12308');
  for (const sheet of [slipSheet(slip, { edition: 1, hotlines: [] }, false), codeSheet({ ...code('green', []), line: false }, { edition: 1, hotlines: [] })]) {
    expect(words(sheet)).not.toContain('12308');
    expect(words(sheet), 'and nobody is told to ring').not.toMatch(/[Cc]all/);
  }
});
