import type { Page } from 'playwright-core';

export type Size = 'desk' | 'phone';

/** A state of the editor to be photographed. It is reached on a desk; for a phone the window becomes small then. */
export interface Screen {
  readonly name: string;
  /** Sizes at which it exists; both by default. */
  readonly sizes?: readonly Size[];
  /** Behind the app's address. */
  readonly address?: string;
  /** The panel of a phone that shows it; the workflow where none is named. */
  readonly panel?: 'Inspector' | 'Nodes' | 'Result';
  /** Goes on from the screen before; without it the page is loaded anew. */
  readonly goesOn?: boolean;
  /** Brings the page into the state. */
  reach(page: Page): Promise<void>;
  /** Undoes what the next screen must not find. */
  leave?(page: Page): Promise<void>;
}
