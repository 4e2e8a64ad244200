import { useEffect, useRef, useState } from 'react';
import type { ClipValue } from '../../values/clip.ts';
import { shrinkFrames } from '../../workers/shrink-frames.ts';
import { engine } from '../run/engine.ts';
import { countAt, eachFrame } from './frame-clock.ts';
import { SharedCache } from './shared-cache.ts';

/** Longest side of the frames that previews keep, px: a 3 s clip then takes about 19 MB. */
const FRAME_SIDE = 256;

/** Clips whose small frames are kept for the next view, beside those on screen. */
const KEPT_CLIPS = 4;

/** Small frames of clips, by the digests of their chunks; a clip that several views show is read once. */
const shared = new SharedCache<readonly ImageBitmap[]>(KEPT_CLIPS, (frames) => {
  for (const bitmap of frames) bitmap.close();
});

/**
 * Small frames of a clip for previews; empty until they are read. The frames of the clip before are given until then,
 * so that a preview that is renewed again and again does not flicker.
 */
export function useClipFrames(clip: ClipValue): readonly ImageBitmap[] {
  const [frames, setFrames] = useState<readonly ImageBitmap[]>([]);
  /** Of the clips whose frames may be on screen, the newest last. */
  const held = useRef<string[]>([]);
  const address = clip.chunks.map((chunk) => chunk.digest).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address stands for the clip's content
  useEffect(() => {
    let current = true;
    held.current.push(address);
    shared
      .acquire(address, () => readFrames(clip))
      .then(
        (loaded) => {
          if (!current) return;
          setFrames(loaded);
          for (const earlier of held.current.splice(0, held.current.lastIndexOf(address)))
            shared.release(earlier);
        },
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [address]);
  useEffect(
    () => () => {
      setFrames([]);
      for (const known of held.current.splice(0)) shared.release(known);
    },
    [],
  );
  return frames;
}

async function readFrames({ width, height, chunks }: ClipValue): Promise<readonly ImageBitmap[]> {
  const api = await engine();
  const frames: ImageBitmap[] = [];
  for (const { digest } of chunks) {
    const data = await api.clipChunk(digest);
    if (!data) break;
    frames.push(...(await shrinkFrames(data, { width, height, side: FRAME_SIDE })));
  }
  return frames;
}

/** Calls `draw` at the clip's rate while the element is visible. */
export function usePlayback(
  element: React.RefObject<HTMLElement | null>,
  clip: { readonly fps: number; readonly frameCount: number },
  draw: (frame: number) => void,
): void {
  const latest = useRef(draw);
  latest.current = draw;
  const { fps, frameCount } = clip;
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let stop: (() => void) | undefined;
    const observer = new IntersectionObserver(([entry]) => {
      stop?.();
      stop = undefined;
      if (!entry?.isIntersecting || isCalm()) return;
      stop = eachFrame(fps, (count) => latest.current(count % Math.max(1, frameCount)));
    });
    observer.observe(target);
    return () => {
      stop?.();
      observer.disconnect();
    };
  }, [element, fps, frameCount]);
  // At once, also when the frames arrive after the canvas; whoever asks for less motion sees the first one.
  useEffect(() => latest.current(isCalm() ? 0 : countAt(fps) % Math.max(1, frameCount)));
}

function isCalm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
