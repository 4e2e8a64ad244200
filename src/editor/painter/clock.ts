let zero = performance.timeOrigin;

/** Lets a worker's clock begin where the page's does. @param origin `performance.timeOrigin` of the page */
export function beginClockAt(origin: number): void {
  zero = origin;
}

/** The clock that the page and the workers which draw for it have in common, ms. */
export function clockMs(): number {
  return performance.timeOrigin - zero + performance.now();
}
