/* Makes the tables of the kiosk's Chinese keyboards: `pinyin.txt` (a syllable and its characters, common ones first) and `strokes.txt` (a character and
   its strokes, common ones first). Run again only for newer sources, which are none of ours to ship:
     npm install --prefix <folder> pinyin-pro@3.29.4 cnchar-order@3.2.6     (both MIT)
     node dev/keyboard-tables.mjs <folder> <dict.txt of jieba 0.42.1, MIT>
   Readings are those of pinyin-pro, strokes those of cnchar-order; how common a character is, is counted in the words of jieba. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [folder, words] = process.argv.slice(2);
const require = createRequire(resolve(folder, 'package.json'));
const { pinyin } = require('pinyin-pro');
const strokes = require('cnchar-order');

/** The five strokes of the national standard: across, down, to the left, dot, turned. */
const STROKE = { j: 1, i: 1, f: 2, g: 2, s: 3, k: 4, l: 4, d: 4 };
const TURNED = 5;
/** A character is one from here to here: what every machine's font has. */
const isHan = (sign) => sign >= '\u4e00' && sign <= '\u9fff';
/** A reading that is not the usual one stands behind the usual ones. */
const RARER = 20;

const counted = new Map();
for (const line of readFileSync(words, 'utf8').split('\n')) {
  const [word = '', times = '0'] = line.split(' ');
  for (const sign of word) if (isHan(sign)) counted.set(sign, (counted.get(sign) ?? 0) + Number(times));
}
const { orders } = (strokes.default ?? strokes).dict;
const signs = [...new Set([...counted.keys(), ...Object.keys(orders)])].filter(isHan);
const common = (sign) => counted.get(sign) ?? 0;

const syllables = new Map();
for (const sign of signs) {
  const readings = pinyin(sign, { multiple: true, toneType: 'none', type: 'array', v: true });
  readings.forEach((reading, place) => {
    if (!/^[a-z]{1,6}$/.test(reading)) return;
    const list = syllables.get(reading) ?? new Map();
    list.set(sign, Math.max(list.get(sign) ?? 0, common(sign) / (place === 0 ? 1 : RARER)));
    syllables.set(reading, list);
  });
}
const ordered = (list) => [...list].sort(([, one], [, other]) => other - one).map(([sign]) => sign).join('');
const pages = [...syllables].sort(([one], [other]) => (one < other ? -1 : 1)).map(([syllable, list]) => `${syllable} ${ordered(list)}`);
writeFileSync('src/kiosk/keyboard/pinyin.txt', `${pages.join('\n')}\n`);

const written = Object.entries(orders).filter(([sign]) => isHan(sign)).sort(([one], [other]) => common(other) - common(one));
const lines = written.map(([sign, order]) => `${sign}${[...order].map((stroke) => STROKE[stroke] ?? TURNED).join('')}`);
writeFileSync('src/kiosk/keyboard/strokes.txt', `${lines.join('\n')}\n`);
