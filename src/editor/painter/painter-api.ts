import type { ClipValue } from '../../values/clip.ts';
import type { Value } from '../../values/value.ts';
import type { Showing } from './showing.ts';

/** Where the engine keeps a value: the key of its result, and the port. */
export interface ValueAddress {
  readonly key: string;
  readonly port: string;
}

/** A value, or where it lies: pixels that the painter reads itself need not be copied by the page. */
export type ValueSource = { readonly at: ValueAddress } | { readonly value: Value };

/** A picture to paint: a value in the way that fits its type, over the picture that it belongs to. */
export interface Still {
  readonly value: ValueSource;
  readonly backdrop: ValueSource | undefined;
  /** px */
  readonly width: number;
  readonly height: number;
}

/** What a screen shows. */
export interface Scene {
  readonly clip: ClipValue;
  /** Frames as small as cards need them; else exactly as they were rendered. */
  readonly isSmall: boolean;
  readonly showing: Showing;
  /** Shows how far each frame differs from this picture. */
  readonly against: ValueSource | undefined;
}

/** A canvas that the painter draws on, by a number that the page gives it. */
export type ScreenId = number;

/** What the page may ask of the painter, a worker that draws for it so that drawing never blocks the page. */
export interface PainterApi {
  /**
   * Before anything else, and again when the engine was started anew.
   * @param origin `performance.timeOrigin` of the page
   * @param engine serves a {@link PictureSource}
   */
  connect(origin: number, engine: MessagePort): void;
  /** Undefined when a value is no longer stored where it should be. */
  paint(still: Still): Promise<ImageBitmap | undefined>;
  addScreen(id: ScreenId, canvas: OffscreenCanvas): void;
  /** Other frames come when they are there; until then those of the scene before stay. */
  show(id: ScreenId, scene: Scene): void;
  /** Only what can be seen is drawn. */
  setVisible(id: ScreenId, isVisible: boolean): void;
  removeScreen(id: ScreenId): void;
}
