import type { Page } from 'playwright-core';

/** What the browser tells of a page's memory, its workers and shared buffers included. */
export interface MemoryMeasurement {
  readonly bytes: number;
  readonly breakdown: readonly MemoryHolder[];
}

export interface MemoryHolder {
  readonly bytes: number;
  readonly attribution: readonly { readonly url: string; readonly scope: string }[];
  readonly types: readonly string[];
}

interface MemoryWindow {
  readonly performance: Performance & { measureUserAgentSpecificMemory?(): Promise<MemoryMeasurement> };
}

export const MB = 1e6;
/** Holders of memory that are told apart from the rest, MB. */
const LEAST_TOLD_MB = 5;

/** JavaScript, shared buffers and WASM of the page and all its workers; undefined where the browser does not tell. */
export function measureMemory(page: Page): Promise<MemoryMeasurement | undefined> {
  return page.evaluate(async () => {
    const { performance } = window as MemoryWindow;
    return performance.measureUserAgentSpecificMemory?.();
  });
}

/** Who holds memory, the most first, a line each. */
export function holderLines({ breakdown }: Pick<MemoryMeasurement, 'breakdown'>): string[] {
  return [...breakdown]
    .sort((a, b) => b.bytes - a.bytes)
    .filter(({ bytes }) => bytes >= LEAST_TOLD_MB * MB)
    .map(({ bytes, attribution, types }) => {
      const where = attribution.map(({ url, scope }) => `${scope} ${url.split('/').at(-1)}`).join(', ');
      return `  ${(bytes / MB).toFixed(0).padStart(5)} MB  ${types.join(', ')}  ${where}`;
    });
}
