import type { Grid } from './grid.ts';
import type { KernelTable, PackedPicture } from './resample-cell.ts';
import { RESAMPLE_CELLS } from './resample-cells.gen.ts';

/** What the module in `kernels/resample-cells.ts` can do. */
interface KernelExports {
  drawCells(
    x: number,
    y: number,
    gain: number,
    nodes: number,
    cells: number,
    cell: number,
    columns: number,
    rows: number,
    out: number,
    pixels: number,
    top: number,
    width: number,
    height: number,
  ): void;
}

/** Node values that cells are drawn from, and which place in memory is theirs. */
export const NODE_VALUES = ['photoX', 'photoY', 'gain', 'plateX', 'plateY'] as const;
type NodeValue = (typeof NODE_VALUES)[number];
type Source = 'photo' | 'plate';

/** Addresses of the tables of weights, as the module has them, bytes. */
const ACROSS = 64;
const DOWN = ACROSS + 256 * 8;
const TABLES_END = DOWN + 256 * 16;
const PAGE = 65536;

/** Most rows of a source that are there at a time, and those brought along for the cells below. */
const WINDOW_ROWS = 160;
const ROWS_AHEAD = 48;

/** Rows of a source that are in memory. */
interface Window {
  readonly at: number;
  picture: PackedPicture | undefined;
  top: number;
  end: number;
}

/** What cells are drawn for. */
export interface KernelJob {
  readonly grid: Grid;
  readonly width: number;
  readonly height: number;
  readonly kernel: KernelTable;
}

/**
 * Draws rows of cells with SIMD, to the same byte as `resampleCell` and `shadeCell`. It has its own memory: node values
 * and the part of the pictures that is needed are copied into it, and what is drawn stands in {@link CellKernel.band}.
 */
export class CellKernel {
  readonly #memory: WebAssembly.Memory;
  readonly #exports: KernelExports;
  #job: KernelJob | undefined;
  #nodesAt: Readonly<Record<NodeValue, number>> = { photoX: 0, photoY: 0, gain: 0, plateX: 0, plateY: 0 };
  #bandAt = 0;
  #windows: Readonly<Record<Source, Window>> = { photo: emptyWindow(0), plate: emptyWindow(0) };
  /** RGBA of one row of cells. */
  band = new Uint8ClampedArray(0);

  constructor(module: WebAssembly.Module) {
    this.#memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
    this.#exports = exports as unknown as KernelExports;
  }

  /** Makes room for `job`, unless it is the one before. */
  begin(job: KernelJob): void {
    if (this.#job?.kernel === job.kernel) return;
    const { grid, width } = job;
    const nodes = 4 * grid.columns * grid.rows;
    let end = TABLES_END;
    const take = (bytes: number): number => {
      const at = end;
      end += (bytes + 15) & ~15;
      return at;
    };
    this.#nodesAt = {
      photoX: take(nodes),
      photoY: take(nodes),
      gain: take(nodes),
      plateX: take(nodes),
      plateY: take(nodes),
    };
    const band = 4 * width * grid.cell;
    this.#bandAt = take(band);
    const rows = 4 * width * WINDOW_ROWS;
    this.#windows = { photo: emptyWindow(take(rows)), plate: emptyWindow(take(rows)) };
    const missing = end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    this.band = new Uint8ClampedArray(this.#memory.buffer, this.#bandAt, band);
    this.#setTables(job.kernel);
    this.#job = job;
  }

  #setTables(kernel: KernelTable): void {
    const across = new Int16Array(this.#memory.buffer, ACROSS, kernel.length);
    const down = new Int32Array(this.#memory.buffer, DOWN, kernel.length);
    across.set(kernel);
    down.set(kernel);
  }

  /** Takes over a frame's values of all nodes. */
  setNodes(name: NodeValue, values: Float32Array): void {
    new Float32Array(this.#memory.buffer, this.#nodesAt[name], values.length).set(values);
  }

  /**
   * Draws cells `from..end` of row `j` into the band. @param y the values that were set as the source's y
   * @returns false when they need more of the picture at a time than there is room for
   */
  draw(
    source: Source,
    picture: PackedPicture,
    y: Float32Array,
    gain: boolean,
    from: number,
    end: number,
    j: number,
  ): boolean {
    const job = this.#job;
    if (job === undefined) return false;
    const { grid, width, height } = job;
    const { cell, columns } = grid;
    const window = this.#windows[source];
    if (!this.#bringRows(window, picture, y, j * columns + from, end - from, columns)) return false;
    const k = 4 * (j * columns + from);
    const nodes = this.#nodesAt;
    this.#exports.drawCells(
      k + (source === 'photo' ? nodes.photoX : nodes.plateX),
      k + (source === 'photo' ? nodes.photoY : nodes.plateY),
      gain ? k + nodes.gain : 0,
      4 * columns,
      end - from,
      cell,
      width - from * cell,
      Math.min(cell, height - j * cell),
      this.#bandAt + 4 * from * cell,
      window.at,
      window.top,
      width,
      height,
    );
    return true;
  }

  /** Makes sure that the rows that `cells` cells from node `k` on show are in memory. */
  #bringRows(
    window: Window,
    picture: PackedPicture,
    y: Float32Array,
    k: number,
    cells: number,
    columns: number,
  ): boolean {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let n = k; n <= k + cells; n++) {
      const a = y[n];
      const b = y[n + columns];
      least = Math.min(least, a, b);
      most = Math.max(most, a, b);
    }
    // kernels reach one row up and two down; one more for what rounding does
    const { width, height } = picture;
    const top = Math.min(height - 1, Math.max(0, Math.floor(least) - 2));
    const end = Math.max(top + 1, Math.min(height, Math.floor(most) + 4));
    if (end - top > WINDOW_ROWS) return false;
    if (window.picture === picture && window.top <= top && window.end >= end) return true;
    window.picture = picture;
    window.top = top;
    window.end = Math.min(height, top + Math.min(WINDOW_ROWS, end - top + ROWS_AHEAD));
    const rows = new Uint32Array(this.#memory.buffer, window.at, (window.end - top) * width);
    rows.set(picture.pixels.subarray(top * width, window.end * width));
    return true;
  }
}

function emptyWindow(at: number): Window {
  return { at, picture: undefined, top: 0, end: 0 };
}

let opened: CellKernel | null | undefined;

/** This thread's kernel; undefined where there is no WebAssembly with SIMD. */
export function cellKernel(): CellKernel | undefined {
  if (opened === undefined) opened = openKernel();
  return opened ?? undefined;
}

function openKernel(): CellKernel | null {
  try {
    const bytes = Uint8Array.from(atob(RESAMPLE_CELLS), (character) => character.charCodeAt(0));
    return new CellKernel(new WebAssembly.Module(bytes));
  } catch {
    // the same is drawn without
    return null;
  }
}
