import type { Outline } from './outline.ts';

/** A value's type with its facts, as ports and tooltips show it: "Image 512×512", "Clip 72f @24". */
export function describeValue(value: Outline): string {
  switch (value.type) {
    case 'Image':
    case 'Mask':
    case 'Depth':
    case 'Flow':
      return `${value.type} ${value.width}×${value.height}`;
    case 'Regions':
      return `Regions ${Object.keys(value.masks).join(', ')}`;
    case 'Faces':
      return value.faces.length === 1 ? '1 face' : `${value.faces.length} faces`;
    case 'Prompt':
      return `Prompt, ${value.intents.length} motions`;
    case 'Motion':
      return `Motion ${value.frameCount}f @${value.fps}`;
    case 'Keyframes':
      return describeKeyframes(Object.values(value.tracks).map((keys) => keys.length));
    case 'Clip':
      return `Clip ${value.frameCount}f @${value.fps}, ${value.width}×${value.height}`;
    case 'Audio':
      return `Audio ${(value.samples.length / value.channelCount / value.sampleRate).toFixed(1)} s`;
    case 'File':
      return `${value.mediaType}, ${formatBytes(value.bytes.byteLength)}`;
    case 'Report':
      return `Report, ${value.measures.length} measures`;
    case 'Number':
    case 'Boolean':
      return String(value.value);
    case 'Text':
      return `Text, ${value.value.length} characters`;
  }
}

function describeKeyframes(counts: readonly number[]): string {
  const keys = counts.reduce((sum, count) => sum + count, 0);
  return `${keys} ${keys === 1 ? 'key' : 'keys'}, ${counts.length} ${counts.length === 1 ? 'channel' : 'channels'}`;
}

/** 1536 -> "1.5 kB" (1 kB = 1024 bytes, as file managers count). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || amount >= 100 ? 0 : 1;
  return `${amount.toFixed(digits)} ${units[unit]}`;
}
