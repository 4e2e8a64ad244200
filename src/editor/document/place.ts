/** A place on the canvas, px. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** A rectangle on the canvas, px. */
export interface Box extends Position {
  readonly width: number;
  readonly height: number;
}

/** Steps of the canvas grid, px. */
export const GRID = 20;

/** The place on the grid that is nearest. */
export function onGrid({ x, y }: Position): Position {
  return { x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID };
}
