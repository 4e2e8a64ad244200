import { useMemo } from 'react';
import type { ClipValue } from '../../values/clip.ts';
import { ClipScreen } from '../painter/clip-screen.tsx';
import { isCalm, loopOf } from '../painter/showing.ts';

/** A small looping clip, drawn from the stored frames; stands still where people ask for less motion. */
export function ClipPreview({ clip }: { readonly clip: ClipValue }) {
  const { fps, frameCount } = clip;
  const showing = useMemo(() => (isCalm() ? { frame: 0 } : loopOf({ fps, frameCount })), [fps, frameCount]);
  return <ClipScreen clip={clip} showing={showing} isSmall className="preview-pixels" />;
}
