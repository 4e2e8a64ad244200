/** Codec blocks: changes are told in these, so that edges between old and new fall on the codec's own edges. */
const BLOCK = 16;
/** What nobody sees and what borders on nothing that anybody sees, sRGB: costs the fewest bytes. */
const FAR_GREY = 128;

/** What of a frame must be written, and where. */
export interface FrameChange {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** RGBA of the rectangle; blocks that stay as they are, are transparent. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /**
   * The same without transparency, for a codec whose blocks run into each other at their edges: around what changed
   * the picture goes on, farther away it is grey. Only where something is transparent.
   */
  readonly backed?: Uint8ClampedArray<ArrayBuffer>;
  /** True when transparent pixels mean "as before". */
  readonly blend: boolean;
  readonly opaque: boolean;
}

/** Remembers what a player shows, and cuts out of each frame the blocks that changed. */
export class ChangedBlocks {
  private readonly width: number;
  private readonly height: number;
  private readonly tolerance: number;
  private shown: Uint8ClampedArray | undefined;

  /** @param tolerance largest change of a channel that is not written yet, sRGB steps */
  constructor(width: number, height: number, tolerance: number) {
    this.width = width;
    this.height = height;
    this.tolerance = tolerance;
  }

  /** The part of the frame that differs from what is shown; undefined when nothing does. */
  next(rgba: Uint8ClampedArray): FrameChange | undefined {
    const opaque = isOpaque(rgba);
    if (!this.shown || !opaque) {
      const pixels = new Uint8ClampedArray(rgba);
      // A translucent frame cannot be patched: the next one starts afresh.
      this.shown = opaque ? pixels.slice() : undefined;
      return { x: 0, y: 0, width: this.width, height: this.height, pixels, blend: false, opaque };
    }
    const changed = this.changedBlocks(rgba, this.shown);
    const rect = boundingBlocks(changed, this.columns);
    return rect && this.cut(rgba, this.shown, changed, rect);
  }

  private get columns(): number {
    return Math.ceil(this.width / BLOCK);
  }

  private changedBlocks(rgba: Uint8ClampedArray, shown: Uint8ClampedArray): Uint8Array {
    const columns = this.columns;
    const changed = new Uint8Array(columns * Math.ceil(this.height / BLOCK));
    for (let y = 0, i = 0; y < this.height; y++) {
      const row = Math.floor(y / BLOCK) * columns;
      for (let x = 0; x < this.width; x++, i += 4) {
        const block = row + (x >> 4);
        if (changed[block]) continue;
        for (let c = i; c < i + 3; c++) {
          if (Math.abs((rgba[c] as number) - (shown[c] as number)) > this.tolerance) changed[block] = 1;
        }
      }
    }
    return changed;
  }

  private cut(
    rgba: Uint8ClampedArray,
    shown: Uint8ClampedArray,
    changed: Uint8Array,
    rect: BlockRect,
  ): FrameChange {
    const x = rect.left * BLOCK;
    const y = rect.top * BLOCK;
    const width = Math.min(this.width, rect.right * BLOCK) - x;
    const height = Math.min(this.height, rect.bottom * BLOCK) - y;
    const pixels = new Uint8ClampedArray(width * height * 4);
    const backed = new Uint8ClampedArray(width * height * 4).fill(FAR_GREY);
    for (let i = 3; i < backed.length; i += 4) backed[i] = 255;
    const near = this.withNeighbours(changed);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column += BLOCK) {
        const block = Math.floor((y + row) / BLOCK) * this.columns + (x + column) / BLOCK;
        if (!near[block]) continue;
        const from = ((y + row) * this.width + x + column) * 4;
        const line = rgba.subarray(from, from + Math.min(BLOCK, width - column) * 4);
        const to = (row * width + column) * 4;
        backed.set(line, to);
        if (!changed[block]) continue;
        pixels.set(line, to);
        shown.set(line, from);
      }
    }
    const isWhole = isOpaque(pixels);
    return { x, y, width, height, pixels, blend: true, opaque: true, ...(isWhole ? {} : { backed }) };
  }

  /** Changed blocks and those that touch one, also at a corner. */
  private withNeighbours(changed: Uint8Array): Uint8Array {
    const { columns } = this;
    const near = changed.slice();
    changed.forEach((flag, block) => {
      if (!flag) return;
      const column = block % columns;
      for (const down of [-columns, 0, columns]) {
        for (const right of [-1, 0, 1]) {
          const isOutside = column + right < 0 || column + right >= columns;
          if (!isOutside && block + down in near) near[block + down + right] = 1;
        }
      }
    });
    return near;
  }
}

interface BlockRect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function boundingBlocks(changed: Uint8Array, columns: number): BlockRect | undefined {
  let rect: BlockRect | undefined;
  changed.forEach((flag, block) => {
    if (!flag) return;
    const x = block % columns;
    const y = Math.floor(block / columns);
    rect = {
      left: Math.min(rect?.left ?? x, x),
      top: Math.min(rect?.top ?? y, y),
      right: Math.max(rect?.right ?? 0, x + 1),
      bottom: Math.max(rect?.bottom ?? 0, y + 1),
    };
  });
  return rect;
}

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}
