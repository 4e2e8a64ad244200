/**
 * Reads numbers and tags out of untrusted bytes. Whatever lies beyond the end is answered by the error that the
 * caller gave, never by garbage.
 */
export class ByteView {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly pastEnd: () => Error;

  /** @param pastEnd makes the error to throw when something beyond the end is asked for */
  constructor(bytes: Uint8Array, pastEnd: () => Error) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.pastEnd = pastEnd;
  }

  get length(): number {
    return this.bytes.length;
  }

  /** @throws the view's error unless `offset .. offset + count` lies inside */
  need(offset: number, count: number): void {
    if (offset < 0 || count < 0 || offset + count > this.bytes.length) throw this.pastEnd();
  }

  u8(offset: number): number {
    this.need(offset, 1);
    return this.view.getUint8(offset);
  }

  u16(offset: number, littleEndian = false): number {
    this.need(offset, 2);
    return this.view.getUint16(offset, littleEndian);
  }

  u24(offset: number, littleEndian = false): number {
    const low = this.u8(littleEndian ? offset : offset + 2);
    const high = this.u8(littleEndian ? offset + 2 : offset);
    return low | (this.u8(offset + 1) << 8) | (high << 16);
  }

  u32(offset: number, littleEndian = false): number {
    this.need(offset, 4);
    return this.view.getUint32(offset, littleEndian);
  }

  i32(offset: number, littleEndian = false): number {
    this.need(offset, 4);
    return this.view.getInt32(offset, littleEndian);
  }

  /** 64-bit size; beyond 2^53 it is inexact, and beyond any file. */
  u64(offset: number): number {
    return this.u32(offset) * 2 ** 32 + this.u32(offset + 4);
  }

  /** `count` bytes as Latin-1 text. */
  tag(offset: number, count = 4): string {
    this.need(offset, count);
    return String.fromCharCode(...this.bytes.subarray(offset, offset + count));
  }

  slice(offset: number, count: number): Uint8Array {
    this.need(offset, count);
    return this.bytes.subarray(offset, offset + count);
  }
}

/** True when the bytes at `offset` are the given Latin-1 text. */
export function hasTag(bytes: Uint8Array, offset: number, text: string): boolean {
  if (offset + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false;
  return true;
}
