/*
 * Draws cells as `resample-cell.ts` and `shade-cell.ts` of the renderer do, to the same byte, four channels at a time:
 * AssemblyScript (TypeScript that compiles to WebAssembly) with SIMD. `npm run kernels` compiles it into the renderer's
 * `resample-cells.gen.ts`; a test compiles it again. Loops are kept small: what does not fit the registers halves the speed.
 */

/** Fractions of a pixel that kernels are tabled for. */
const PHASE_BITS: i32 = 8;
const PHASE_MASK: i32 = (1 << PHASE_BITS) - 1;
const PHASES: f64 = 256;
/** Bits of the product of two weights. */
const SUM_BITS: i32 = 22;
const GAIN_BITS: i32 = 11;
const GAIN_ONE: i32 = 1 << GAIN_BITS;

/** Addresses of tables in memory, bytes: 4 neighbours of a border pixel's 4 rows; weights across as 4 x i16 and down as 4 x i32 per fraction. */
const BLOCK: usize = 0;
const ACROSS: usize = 64;
const DOWN: usize = ACROSS + 256 * 8;

/** The place of a node, x and y. */
function node(x: usize, y: usize, k: usize): v128 {
  return f64x2(f64(load<f32>(x + k)), f64(load<f32>(y + k)));
}

function within(n: i32, size: i32): i32 {
  return max(0, min(size - 1, n));
}

function gainAt(gain: usize, k: usize): i32 {
  return i32(Math.floor(f64(GAIN_ONE) * f64(load<f32>(gain + k)) + 0.5));
}

/** One row of a kernel: four neighbours times their weights. */
function across(from: usize, first: v128, last: v128): v128 {
  const row = v128.load(from);
  // red of the first two, green of the first two ...
  const pairs = i8x16.shuffle(row, row, 0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15);
  return i32x4.add(
    i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(pairs), first),
    i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(pairs), last),
  );
}

/** Place of a column in a row of a cell, whole 1/256 px: x, y. */
function placeAt(from: v128, step: v128, column: i32): v128 {
  const place = f64x2.add(from, f64x2.mul(f64x2.splat(f64(column)), step));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(place));
}

/** Sum of the kernel at a place, before its last 22 bits are taken off. */
function kernelSum(place: v128, pixels: usize, top: i32, width: i32, height: i32): v128 {
  const px = i32x4.extract_lane(place, 0);
  const py = i32x4.extract_lane(place, 1);
  const ix = px >> PHASE_BITS;
  const iy = py >> PHASE_BITS;
  let from = pixels + ((((iy - 1 - top) * width + ix - 1) << 2) as usize);
  let stride = (width << 2) as usize;
  if (ix < 1 || iy < 1 || ix > width - 3 || iy > height - 3) {
    for (let n = 0; n < 16; n++) {
      const row = within(iy - 1 + (n >> 2), height) - top;
      const column = within(ix - 1 + (n & 3), width);
      store<u32>(BLOCK + ((n << 2) as usize), load<u32>(pixels + (((row * width + column) << 2) as usize)));
    }
    from = BLOCK;
    stride = 16;
  }
  const wx = ACROSS + (((px & PHASE_MASK) << 3) as usize);
  const wy = DOWN + (((py & PHASE_MASK) << 4) as usize);
  const first = v128.load32_splat(wx);
  const last = v128.load32_splat(wx, 4);
  let sum = i32x4.splat(1 << (SUM_BITS - 1));
  sum = i32x4.add(sum, i32x4.mul(across(from, first, last), v128.load32_splat(wy)));
  sum = i32x4.add(sum, i32x4.mul(across(from + stride, first, last), v128.load32_splat(wy, 4)));
  sum = i32x4.add(sum, i32x4.mul(across(from + 2 * stride, first, last), v128.load32_splat(wy, 8)));
  return i32x4.add(sum, i32x4.mul(across(from + 3 * stride, first, last), v128.load32_splat(wy, 12)));
}

function storePixel(to: usize, colour: v128): void {
  const words = i16x8.narrow_i32x4_s(colour, colour);
  store<u32>(to, (i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0) as u32) | 0xff000000);
}

/**
 * Draws `cells` cells that lie side by side.
 * @param x, y, gain places in the source and brightness at the first node of the first cell (addresses of f32; no gain: 0)
 * @param nodes distance from one row of nodes to the next, bytes
 * @param columns px of the picture from the first cell's left side on @param rows of the cells that lie in the picture
 * @param out RGBA of the first pixel @param pixels source from its row `top` on, RGBA, as wide as the output
 */
export function drawCells(
  x: usize,
  y: usize,
  gain: usize,
  nodes: usize,
  cells: i32,
  cell: i32,
  columns: i32,
  rows: i32,
  out: usize,
  pixels: usize,
  top: i32,
  width: i32,
  height: i32,
): void {
  const size = f64x2.splat(f64(cell));
  const phases = f64x2.splat(PHASES);
  const half = f64x2.splat(0.5);
  const bits = GAIN_BITS + 2 * (31 - clz(cell));
  for (let n = 0; n < cells; n++) {
    const k = (n << 2) as usize;
    const a = node(x, y, k);
    const c = node(x, y, k + nodes);
    const down = f64x2.sub(c, a);
    const b = node(x, y, k + 4);
    const d = node(x, y, k + 4 + nodes);
    const downRight = f64x2.sub(d, b);
    let shades = false;
    let ga = GAIN_ONE;
    let gb = GAIN_ONE;
    let gc = GAIN_ONE;
    let gd = GAIN_ONE;
    if (gain !== 0) {
      ga = gainAt(gain, k);
      gb = gainAt(gain, k + 4);
      gc = gainAt(gain, k + nodes);
      gd = gainAt(gain, k + 4 + nodes);
      shades = ga !== GAIN_ONE || gb !== GAIN_ONE || gc !== GAIN_ONE || gd !== GAIN_ONE;
    }
    const wide = min(cell, columns - n * cell);
    for (let row = 0; row < rows; row++) {
      const fy = f64x2.splat(f64(row) / f64(cell));
      const from = f64x2.add(f64x2.mul(phases, f64x2.add(a, f64x2.mul(fy, down))), half);
      const end = f64x2.add(f64x2.mul(phases, f64x2.add(b, f64x2.mul(fy, downRight))), half);
      const step = f64x2.div(f64x2.sub(end, from), size);
      let to = out + (((row * width + n * cell) << 2) as usize);
      if (!shades) {
        for (let column = 0; column < wide; column++, to += 4) {
          const sum = kernelSum(placeAt(from, step, column), pixels, top, width, height);
          storePixel(to, i32x4.shr_s(sum, SUM_BITS));
        }
      } else {
        const first = ga * (cell - row) + gc * row;
        const more = gb * (cell - row) + gd * row - first;
        let value = first * cell;
        for (let column = 0; column < wide; column++, to += 4, value += more) {
          const sum = kernelSum(placeAt(from, step, column), pixels, top, width, height);
          const byte = i32x4.max_s(i32x4.splat(0), i32x4.min_s(i32x4.splat(255), i32x4.shr_s(sum, SUM_BITS)));
          const lit = i32x4.add(i32x4.mul(byte, i32x4.splat(value)), i32x4.splat(1 << (bits - 1)));
          storePixel(to, i32x4.shr_s(lit, bits));
        }
      }
    }
  }
}
