/** Grey values of a picture, row after row: all that is looked for is a QR code. */
export interface Grey {
  values: Uint8Array;
  width: number;
}

/** No picture is looked at in a larger size. */
const LONGEST_SIDE = 4_096;

/** Draws a picture no larger than it may be, and takes its colours away. */
export function greyOf(source: CanvasImageSource, width: number, height: number, longest = LONGEST_SIDE): Grey | null {
  const scale = Math.min(1, longest / Math.max(width, height));
  const [across, down] = [Math.floor(width * scale), Math.floor(height * scale)];
  if (!(across > 0 && down > 0)) return null;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [across, down];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  // What shows through is paper.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, across, down);
  pen.drawImage(source, 0, 0, across, down);
  return { values: withoutColours(pen.getImageData(0, 0, across, down).data), width: across };
}

/** Of red, green, blue and opacity, as bright as an eye sees it. */
export function withoutColours(pixels: Uint8ClampedArray): Uint8Array {
  const values = new Uint8Array(pixels.length / 4);
  for (let at = 0; at < values.length; at += 1) {
    const dot = 4 * at;
    values[at] = (77 * (pixels[dot] ?? 0) + 150 * (pixels[dot + 1] ?? 0) + 29 * (pixels[dot + 2] ?? 0)) >> 8;
  }
  return values;
}
