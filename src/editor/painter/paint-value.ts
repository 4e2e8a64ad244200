import type { FacesValue } from '../../values/faces.ts';
import type { DepthValue, ImageValue, MaskValue, RegionsValue } from '../../values/value.ts';
import { depthColour, REGION_COLOURS } from './colour-maps.ts';

/** How far the picture under an overlay is darkened, 0..1. */
const BACKDROP_DIM = 0.35;
/** Strength of a region's colour over the picture, 0..1. */
const REGION_STRENGTH = 0.55;
/** Longest side of what is computed pixel by pixel on the page, px; cards show about half of it. */
const OVERLAY_SIDE = 256;
/** Depths that are told apart; colours of all are made once. */
const DEPTH_STEPS = 511;
const depthTable = Uint8ClampedArray.from(
  Array.from({ length: DEPTH_STEPS + 1 }, (_, step) => depthColour(step / DEPTH_STEPS)).flat(),
);

/** A canvas of the page or of a worker. */
type Canvas = HTMLCanvasElement | OffscreenCanvas;
type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function contextOf(canvas: Canvas): Context | null {
  return canvas instanceof OffscreenCanvas ? canvas.getContext('2d') : canvas.getContext('2d');
}

export function paintImage(canvas: Canvas, image: ImageValue): void {
  const context = contextOf(canvas);
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvasOfImage(image), 0, 0, canvas.width, canvas.height);
}

/** What is selected keeps its colours; the rest goes dark. Without a picture, the mask in grey. */
export function paintMask(canvas: Canvas, mask: MaskValue, backdrop: ImageValue | undefined): void {
  const pixelUnder = pixelsUnder(mask, backdrop);
  const grid = pixelGrid(canvas, mask);
  for (let i = 0; i < grid.count; i++) {
    const from = grid.source(i);
    const inside = mask.data[from] ?? 0;
    const at = pixelUnder(from) * 4;
    for (let channel = 0; channel < 3; channel++) {
      const picture = backdrop ? (backdrop.data[at + channel] ?? 0) : 255;
      const outside = backdrop ? picture * 0.12 + (channel === 2 ? 26 : 14) : 0;
      grid.pixels[i * 4 + channel] = picture * inside + outside * (1 - inside);
    }
  }
  paintGrid(canvas, grid);
}

export function paintDepth(canvas: Canvas, depth: DepthValue): void {
  const grid = pixelGrid(canvas, depth);
  const { pixels } = grid;
  for (let i = 0; i < grid.count; i++) {
    const step = Math.round((depth.data[grid.source(i)] ?? 0) * DEPTH_STEPS);
    const colour = Math.min(DEPTH_STEPS, Math.max(0, step)) * 3;
    pixels[i * 4] = depthTable[colour] ?? 0;
    pixels[i * 4 + 1] = depthTable[colour + 1] ?? 0;
    pixels[i * 4 + 2] = depthTable[colour + 2] ?? 0;
  }
  paintGrid(canvas, grid);
}

export function paintRegions(canvas: Canvas, regions: RegionsValue, backdrop: ImageValue | undefined): void {
  const pixelUnder = pixelsUnder(regions, backdrop);
  const grid = pixelGrid(canvas, regions);
  const { pixels } = grid;
  for (let i = 0; i < grid.count; i++) {
    const at = pixelUnder(grid.source(i)) * 4;
    for (let channel = 0; channel < 3; channel++) {
      pixels[i * 4 + channel] = (backdrop?.data[at + channel] ?? 40) * (1 - BACKDROP_DIM);
    }
  }
  const layers = Object.entries(regions.masks).filter(([name]) => name !== 'background');
  for (const [index, [name, mask]] of layers.entries()) {
    tint(grid, mask, REGION_COLOURS[name] ?? REGION_COLOURS[`user${index % 3}`] ?? [255, 255, 255]);
  }
  paintGrid(canvas, grid);
}

/**
 * Boxes with the selected face in the accent colour, and landmarks where they are known.
 * @param backdrop the picture of the faces in any size
 */
export function paintFaces(canvas: Canvas, faces: FacesValue, backdrop: ImageValue | undefined): void {
  const context = contextOf(canvas);
  if (!context) return;
  context.fillStyle = '#16181d';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (backdrop) {
    paintImage(canvas, backdrop);
    context.fillStyle = `rgba(8, 10, 14, ${BACKDROP_DIM})`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  const scale = canvas.width / faces.width;
  faces.faces.forEach((face, index) => {
    const isSelected = index === faces.selected;
    context.strokeStyle = isSelected ? '#7aa2ff' : '#ffffff88';
    context.lineWidth = isSelected ? 5 : 3;
    if (face.landmarks) paintLandmarks(context, face.landmarks, scale, isSelected);
    else {
      const { x, y, width, height } = face.box;
      context.beginPath();
      context.roundRect(x * scale, y * scale, width * scale, height * scale, 6);
      context.stroke();
      context.fillStyle = context.strokeStyle;
      for (const point of face.keypoints) dot(context, point.x * scale, point.y * scale, 4);
    }
  });
}

function paintLandmarks(context: Context, landmarks: Float32Array, scale: number, isSelected: boolean) {
  const count = landmarks.length / 3;
  const radius = dotRadius(landmarks, scale);
  for (let i = 0; i < count; i++) {
    const isIris = i >= 468;
    context.fillStyle = isIris ? '#ffd166' : isSelected ? '#7aa2ffcc' : '#ffffff88';
    const [x, y] = [(landmarks[i * 3] ?? 0) * scale, (landmarks[i * 3 + 1] ?? 0) * scale];
    dot(context, x, y, isIris ? radius * 1.3 : radius);
  }
}

/** Dots of a small face are smaller, or they would run together into one blot. @returns px of the canvas */
function dotRadius(landmarks: Float32Array, scale: number): number {
  let [left, right] = [Infinity, -Infinity];
  for (let at = 0; at < landmarks.length; at += 3) {
    left = Math.min(left, landmarks[at] ?? left);
    right = Math.max(right, landmarks[at] ?? right);
  }
  return Math.max(0.5, Math.min(2, ((right - left) * scale) / 90));
}

function dot(context: Context, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

/** Pixels at about the size in which they are shown: thousands of pixels that nobody sees are not worth a blocked page. */
interface PixelGrid {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** RGBA, opaque. */
  readonly pixels: Uint8ClampedArray;
  /** Which pixel of the value the n-th one shows. */
  source(pixel: number): number;
}

function pixelGrid(canvas: Canvas, value: { readonly width: number; readonly height: number }): PixelGrid {
  const scale = Math.min(1, OVERLAY_SIDE / Math.max(canvas.width, canvas.height));
  const width = Math.max(1, Math.round(Math.min(canvas.width, value.width) * scale));
  const height = Math.max(1, Math.round(Math.min(canvas.height, value.height) * scale));
  const count = width * height;
  const pixels = new Uint8ClampedArray(count * 4).fill(255);
  const isWhole = width === value.width && height === value.height;
  const [stepX, stepY] = [value.width / width, value.height / height];
  const source = (pixel: number) => {
    if (isWhole) return pixel;
    const y = Math.floor(pixel / width);
    return Math.floor(y * stepY) * value.width + Math.floor((pixel - y * width) * stepX);
  };
  return { width, height, count, pixels, source };
}

/** Lays a colour over the pixels that a mask names, as strongly as it does. */
function tint({ count, pixels, source }: PixelGrid, mask: Float32Array, colour: readonly number[]): void {
  const [red = 0, green = 0, blue = 0] = colour;
  for (let i = 0; i < count; i++) {
    const strength = (mask[source(i)] ?? 0) * REGION_STRENGTH;
    if (strength === 0) continue;
    const at = i * 4;
    const rest = 1 - strength;
    pixels[at] = (pixels[at] ?? 0) * rest + red * strength;
    pixels[at + 1] = (pixels[at + 1] ?? 0) * rest + green * strength;
    pixels[at + 2] = (pixels[at + 2] ?? 0) * rest + blue * strength;
  }
}

function paintGrid(canvas: Canvas, { width, height, pixels }: PixelGrid): void {
  const context = contextOf(canvas);
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvasOfImage({ width, height, data: pixels }), 0, 0, canvas.width, canvas.height);
}

/** A canvas with these pixels. */
export function canvasOfImage({
  width,
  height,
  data,
}: Pick<ImageValue, 'width' | 'height' | 'data'>): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  // Canvases refuse shared memory.
  const owned = data.buffer instanceof ArrayBuffer ? data : new Uint8ClampedArray(data);
  canvas
    .getContext('2d')
    ?.putImageData(new ImageData(owned as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0);
  return canvas;
}

/** Finds the pixel of a picture that lies under a pixel of its overlay, which may have another size. */
function pixelsUnder(
  overlay: { readonly width: number; readonly height: number },
  picture: ImageValue | undefined,
): (pixel: number) => number {
  if (!picture || (picture.width === overlay.width && picture.height === overlay.height))
    return (pixel) => pixel;
  const [stepX, stepY] = [picture.width / overlay.width, picture.height / overlay.height];
  return (pixel) => {
    const y = Math.floor(pixel / overlay.width);
    const x = pixel - y * overlay.width;
    return Math.floor(y * stepY) * picture.width + Math.floor(x * stepX);
  };
}
