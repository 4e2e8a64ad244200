import type { FacesValue } from '../../values/faces.ts';
import type { DepthValue, ImageValue, MaskValue, RegionsValue } from '../../values/value.ts';
import { depthColour, REGION_COLOURS } from './colour-maps.ts';

/** How far the picture under an overlay is darkened, 0..1. */
const BACKDROP_DIM = 0.35;
/** Strength of a region's colour over the picture, 0..1. */
const REGION_STRENGTH = 0.55;

export function paintImage(canvas: HTMLCanvasElement, image: ImageValue): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(toBitmapCanvas(image.width, image.height, image.data), 0, 0, canvas.width, canvas.height);
}

/** What is selected keeps its colours; the rest goes dark. Without a picture, the mask in grey. */
export function paintMask(
  canvas: HTMLCanvasElement,
  mask: MaskValue,
  backdrop: ImageValue | undefined,
): void {
  const under = matching(backdrop, mask);
  const pixels = new Uint8ClampedArray(mask.width * mask.height * 4);
  for (let i = 0; i < mask.data.length; i++) {
    const inside = mask.data[i] ?? 0;
    for (let channel = 0; channel < 3; channel++) {
      const picture = under ? (under.data[i * 4 + channel] ?? 0) : 255;
      const outside = under ? picture * 0.12 + (channel === 2 ? 26 : 14) : 0;
      pixels[i * 4 + channel] = picture * inside + outside * (1 - inside);
    }
    pixels[i * 4 + 3] = 255;
  }
  paintPixels(canvas, mask.width, mask.height, pixels);
}

export function paintDepth(canvas: HTMLCanvasElement, depth: DepthValue): void {
  const pixels = new Uint8ClampedArray(depth.width * depth.height * 4);
  for (let i = 0; i < depth.data.length; i++) {
    const [red, green, blue] = depthColour(depth.data[i] ?? 0);
    pixels[i * 4] = red;
    pixels[i * 4 + 1] = green;
    pixels[i * 4 + 2] = blue;
    pixels[i * 4 + 3] = 255;
  }
  paintPixels(canvas, depth.width, depth.height, pixels);
}

export function paintRegions(
  canvas: HTMLCanvasElement,
  regions: RegionsValue,
  backdrop: ImageValue | undefined,
): void {
  const under = matching(backdrop, regions);
  const pixels = new Uint8ClampedArray(regions.width * regions.height * 4);
  const layers = Object.entries(regions.masks).filter(([name]) => name !== 'background');
  for (let i = 0; i < regions.width * regions.height; i++) {
    let red = (under?.data[i * 4] ?? 40) * (1 - BACKDROP_DIM);
    let green = (under?.data[i * 4 + 1] ?? 40) * (1 - BACKDROP_DIM);
    let blue = (under?.data[i * 4 + 2] ?? 40) * (1 - BACKDROP_DIM);
    layers.forEach(([name, mask], index) => {
      const strength = (mask[i] ?? 0) * REGION_STRENGTH;
      const colour = REGION_COLOURS[name] ?? REGION_COLOURS[`user${index % 3}`] ?? [255, 255, 255];
      red += (colour[0] - red) * strength;
      green += (colour[1] - green) * strength;
      blue += (colour[2] - blue) * strength;
    });
    pixels[i * 4] = red;
    pixels[i * 4 + 1] = green;
    pixels[i * 4 + 2] = blue;
    pixels[i * 4 + 3] = 255;
  }
  paintPixels(canvas, regions.width, regions.height, pixels);
}

/** Boxes with the selected face in the accent colour, and landmarks where they are known. */
export function paintFaces(
  canvas: HTMLCanvasElement,
  faces: FacesValue,
  backdrop: ImageValue | undefined,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = '#16181d';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const under = matching(backdrop, faces);
  if (under) {
    paintImage(canvas, under);
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

function paintLandmarks(
  context: CanvasRenderingContext2D,
  landmarks: Float32Array,
  scale: number,
  isSelected: boolean,
) {
  const count = landmarks.length / 3;
  for (let i = 0; i < count; i++) {
    const isIris = i >= 468;
    context.fillStyle = isIris ? '#ffd166' : isSelected ? '#7aa2ffcc' : '#ffffff88';
    dot(context, (landmarks[i * 3] ?? 0) * scale, (landmarks[i * 3 + 1] ?? 0) * scale, isIris ? 2.6 : 2);
  }
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

function paintPixels(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  pixels: Uint8ClampedArray,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(toBitmapCanvas(width, height, pixels), 0, 0, canvas.width, canvas.height);
}

function toBitmapCanvas(width: number, height: number, pixels: Uint8ClampedArray): OffscreenCanvas {
  const bitmap = new OffscreenCanvas(width, height);
  const owned = pixels.buffer instanceof ArrayBuffer ? pixels : new Uint8ClampedArray(pixels);
  bitmap
    .getContext('2d')
    ?.putImageData(new ImageData(owned as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0);
  return bitmap;
}

/** The backdrop, if it has the overlay's size. */
function matching(
  image: ImageValue | undefined,
  size: { width: number; height: number },
): ImageValue | undefined {
  return image && image.width === size.width && image.height === size.height ? image : undefined;
}
