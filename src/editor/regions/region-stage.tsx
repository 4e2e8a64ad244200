import { useEffect, useMemo, useRef, useState } from 'react';
import type { Picture } from '../../values/outline.ts';
import type { Point, RegionsValue } from '../../values/value.ts';
import { REGION_COLOURS } from '../painter/colour-maps.ts';
import { StillPreview } from '../previews/still-preview.tsx';
import { regionLabel, regionStrings as strings } from '../strings/regions-en.ts';
import { isRim, type RegionMap, regionAt, regionMap } from './region-map.ts';

/** How strongly a region's colour lies over the picture, of 255. */
const STRENGTHS = { plain: 90, hovered: 130, picked: 40 } as const;
/** Over what is not picked, once something is. */
const DARK = [8, 10, 14, 165] as const;
const WHITE = [255, 255, 255] as const;

interface RegionStageProps {
  readonly regions: RegionsValue;
  readonly picture: Picture | undefined;
  /** Longest side, px. */
  readonly side: number;
  readonly picked: readonly string[];
  readonly hovered: string | undefined;
  readonly onHover: (region: string | undefined) => void;
  readonly onPick: (region: string, isShift: boolean) => void;
}

/** The picture with its regions: what is picked keeps its colours, what the pointer is on shows outline and name. */
export function RegionStage({ regions, picture, side, picked, hovered, onHover, onPick }: RegionStageProps) {
  const over = useRef<HTMLCanvasElement>(null);
  const [spot, setSpot] = useState<Point>();
  const map = useMemo(() => regionMap(regions, side), [regions, side]);
  useEffect(() => {
    const pixels = overlay(map, picked, hovered);
    over.current?.getContext('2d')?.putImageData(new ImageData(pixels, map.width, map.height), 0, 0);
  }, [map, picked, hovered]);
  const placeOf = (event: React.MouseEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  const aspect = map.width / map.height;
  return (
    // The buttons below pick the same by keys and by name.
    <div
      className="direct-stage region-stage"
      role="img"
      aria-label={strings.picture}
      style={{ '--aspect': aspect, aspectRatio: aspect } as React.CSSProperties}
      onPointerMove={(event) => {
        const place = placeOf(event);
        setSpot(event.pointerType === 'mouse' ? place : undefined);
        onHover(regionAt(map, place.x, place.y));
      }}
      onPointerLeave={() => {
        setSpot(undefined);
        onHover(undefined);
      }}
      onPointerUp={(event) => {
        const { x, y } = placeOf(event);
        const region = regionAt(map, x, y);
        if (region !== undefined && event.button === 0) onPick(region, event.shiftKey);
      }}
    >
      {picture && <StillPreview value={picture} side={side} className="region-picture" />}
      <canvas ref={over} width={map.width} height={map.height} />
      {spot && hovered !== undefined && (
        <span
          className="region-name"
          data-left={spot.x > 0.6}
          style={{ left: `${spot.x * 100}%`, top: `${spot.y * 100}%` }}
        >
          {regionLabel(hovered)}
        </span>
      )}
    </div>
  );
}

/** Colours, darkness and outlines over the picture, RGBA. */
function overlay(
  map: RegionMap,
  picked: readonly string[],
  hovered: string | undefined,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(map.strongest.length * 4);
  const styles = map.names.map((name) => styleOf(name, picked, hovered));
  for (let i = 0; i < map.strongest.length; i++) {
    const style = styles[map.strongest[i] ?? -1];
    if (!style) pixels.set(picked.length > 0 ? DARK : [0, 0, 0, 0], i * 4);
    else pixels.set(isRim(map, i) ? style.rim : style.inside, i * 4);
  }
  return pixels;
}

type Rgba = readonly [number, number, number, number];

function styleOf(
  name: string,
  picked: readonly string[],
  hovered: string | undefined,
): { readonly inside: Rgba; readonly rim: Rgba } {
  const colour = REGION_COLOURS[name] ?? WHITE;
  const isPicked = picked.includes(name);
  const isHovered = name === hovered;
  const rim: Rgba = isHovered || isPicked ? [...WHITE, 255] : [...colour, 200];
  if (isPicked) return { inside: [...colour, STRENGTHS.picked], rim };
  if (isHovered) return { inside: [...colour, STRENGTHS.hovered], rim };
  return { inside: picked.length > 0 ? DARK : [...colour, STRENGTHS.plain], rim };
}
