declare module 'gifenc' {
  interface FrameOptions {
    readonly palette?: readonly (readonly number[])[];
    /** -1 once, 0 for ever */
    readonly repeat?: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** 1: leave in place */
    readonly dispose?: number;
    /** ms */
    readonly delay?: number;
  }

  interface Encoder {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  export function GIFEncoder(): Encoder;

  export function quantize(
    rgba: Uint8Array,
    colours: number,
    options: { readonly format: 'rgb565' | 'rgb444' },
  ): [number, number, number][];
}
