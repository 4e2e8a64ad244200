import { useEffect, useRef, useState } from 'react';
import type { ClipValue } from '../../values/clip.ts';
import type { Picture } from '../../values/outline.ts';
import { openScreen, type PageScreen, usePainter } from './painter.ts';
import type { Showing } from './showing.ts';
import { sourceOf } from './value-sources.ts';

interface ClipScreenProps {
  readonly clip: ClipValue;
  readonly showing: Showing;
  /** Frames as small as cards need them; else exactly as rendered. */
  readonly isSmall?: boolean;
  /** Shows how far the frames differ from this picture instead of the frames. */
  readonly against?: Picture | undefined;
  readonly className: string;
}

/** Frames of a clip, drawn by the painter. */
export function ClipScreen(props: ClipScreenProps) {
  const deaths = usePainter((state) => state.deaths);
  return <Surface key={deaths} {...props} />;
}

function Surface({ clip, showing, isSmall = false, against, className }: ClipScreenProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [screen, setScreen] = useState<PageScreen>();
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const opened = openScreen(element);
    setScreen(opened);
    const observer = new IntersectionObserver(([entry]) => opened.setVisible(entry?.isIntersecting ?? false));
    observer.observe(element);
    return () => {
      observer.disconnect();
      opened.close();
    };
  }, []);
  useEffect(() => {
    screen?.show({ clip, isSmall, showing, against: against && sourceOf(against) });
  }, [screen, clip, isSmall, showing, against]);
  // Its shape until the painter knows better: a canvas that was given away must not be set any more.
  const [{ width, height }] = useState(clip);
  return <canvas ref={canvas} className={className} width={width} height={height} />;
}
