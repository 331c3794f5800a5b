import type { QrDrawing } from '../backend/types';

/* A sheet of A4 at 150 dots to the inch. The page draws it itself, in the letters of every language, and hands over its picture: no dialogue, no
   file, no copy. */
const WIDTH = 1240;
const HEIGHT = 1754;
const MARGIN = 110;

export type Piece =
  | { kind: 'title' | 'strong' | 'text' | 'small' | 'mono'; text: string }
  | { kind: 'line' }
  | { kind: 'colour'; colour: 'green' | 'yellow' | 'orange'; text: string }
  | { kind: 'qr'; qr: QrDrawing };

const SIZES = { title: 56, strong: 40, text: 32, small: 26, mono: 60 } as const;
const QR = 460;
/** White that a scanner needs around a code, in modules. */
const QUIET = 4;

/** Words as they are broken: Chinese between any two signs, others between words. */
export function lines(text: string, fits: (line: string) => boolean): string[] {
  const words = text.match(/[\u2e80-\u9fff\uff00-\uffef][，。：；？！、）》”]*|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  const broken: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && !fits((line + word).trimEnd())) {
      broken.push(line.trimEnd());
      line = word.trimStart();
    } else line += word;
  }
  return line.trim() === '' ? broken : [...broken, line.trimEnd()];
}

/** Draws the pieces one below the other, as JPEG. */
export async function draw(pieces: Piece[]): Promise<number[]> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const pen = canvas.getContext('2d');
  if (!pen) throw { code: 'print-no-page', arguments: {} };
  pen.textBaseline = 'top';
  // Whom to call stands last: a page that is too long for its paper is drawn smaller, and loses nothing.
  const lower = (scale: number) => pieces.reduce((y, piece) => drawOne(pen, piece, y, scale), MARGIN);
  const scale = SMALLER.find((scale) => lower(scale) <= HEIGHT - MARGIN) ?? SMALLEST;
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = 'black';
  lower(scale);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
  if (!blob) throw { code: 'print-no-page', arguments: {} };
  return [...new Uint8Array(await blob.arrayBuffer())];
}

const SMALLER = [1, 0.9, 0.8, 0.7, 0.6];
const SMALLEST = 0.5;

function drawOne(pen: CanvasRenderingContext2D, piece: Piece, y: number, scale: number): number {
  switch (piece.kind) {
    case 'line':
      pen.fillRect(MARGIN, y + 14, WIDTH - 2 * MARGIN, 2);
      return y + 34;
    case 'qr': {
      const module = QR / (piece.qr.size + 2 * QUIET);
      pen.save();
      pen.translate((WIDTH - QR) / 2 + QUIET * module, y + QUIET * module);
      pen.scale(module, module);
      pen.fill(new Path2D(piece.qr.path));
      pen.restore();
      return y + QR + 10;
    }
    case 'colour':
      return words(pen, `${SHAPES[piece.colour]} ${piece.text}`, 76 * scale, true, y) + 10;
    default:
      return words(pen, piece.text, SIZES[piece.kind] * scale, piece.kind !== 'text' && piece.kind !== 'small', y) + 8;
  }
}

/** Paper has no colours that one can count on. */
const SHAPES = { green: '●', yellow: '■', orange: '⬣' } as const;

function words(pen: CanvasRenderingContext2D, text: string, size: number, bold: boolean, y: number): number {
  pen.font = `${bold ? 'bold ' : ''}${size}px system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif`;
  for (const line of lines(text, (one) => pen.measureText(one).width <= WIDTH - 2 * MARGIN)) {
    pen.fillText(line, MARGIN, y);
    y += size * 1.35;
  }
  return y;
}
