import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { damaged, type ImageHeader, truncated } from './image-facts.ts';

const BRANDS = new Set(['avif', 'avis']);
/** Bytes of version and flags that a FullBox has before its fields. */
const FULL_BOX_BYTES = 4;

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface Properties {
  readonly widths: number[];
  readonly heights: number[];
  hasProfile: boolean;
}

/**
 * Reads the item properties of an AVIF file (ISO/IEC 23008-12): the largest `ispe` is the picture. Its own turns
 * (`irot`, `imir`) are applied by the decoder, so the orientation is 1.
 */
export function readAvifHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (!hasTag(bytes, 4, 'ftyp')) return undefined;
  const view = new ByteView(bytes, () => truncated('AVIF'));
  const brandsEnd = Math.min(view.u32(0), bytes.length);
  if (!brandsOf(view, brandsEnd).some((brand) => BRANDS.has(brand))) return undefined;

  const found: Properties = { widths: [], heights: [], hasProfile: false };
  for (const box of boxes(view, 0, bytes.length)) {
    if (box.type !== 'meta') continue;
    for (const inMeta of boxes(view, box.start + FULL_BOX_BYTES, box.end)) {
      if (inMeta.type !== 'iprp') continue;
      for (const inIprp of boxes(view, inMeta.start, inMeta.end)) {
        if (inIprp.type === 'ipco') readProperties(view, inIprp, found);
      }
    }
  }
  if (found.widths.length === 0) throw damaged('the AVIF does not say how large it is');
  return {
    mediaType: 'image/avif',
    width: Math.max(...found.widths),
    height: Math.max(...found.heights),
    orientation: 1,
    hasProfile: found.hasProfile,
    frameCount: 1,
  };
}

/** Major and compatible brands of the `ftyp` box that ends at `end`. */
export function brandsOf(view: ByteView, end: number): string[] {
  const brands = [view.tag(8)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(view.tag(at));
  return brands;
}

function readProperties(view: ByteView, container: Box, found: Properties): void {
  for (const box of boxes(view, container.start, container.end)) {
    if (box.type === 'ispe') {
      found.widths.push(view.u32(box.start + FULL_BOX_BYTES));
      found.heights.push(view.u32(box.start + FULL_BOX_BYTES + 4));
    }
    if (box.type === 'colr' && ['prof', 'rICC'].includes(view.tag(box.start))) found.hasProfile = true;
  }
}

function* boxes(view: ByteView, start: number, end: number): Generator<Box> {
  for (let at = start; at + 8 <= end; ) {
    const size32 = view.u32(at);
    const header = size32 === 1 ? 16 : 8;
    const size = size32 === 1 ? view.u64(at + 8) : size32 === 0 ? end - at : size32;
    if (size < header) throw damaged('an AVIF box has an impossible size');
    if (at + size > end) throw truncated('AVIF');
    yield { type: view.tag(at + 4), start: at + header, end: at + size };
    at += size;
  }
}
