import type { EncodeQuality } from './encode-job.ts';

export type WebVideoCodec = 'avc' | 'vp9' | 'av1';

/** BT.709 throughout, limited range: how `yuv420.ts` makes the planes. */
export const VIDEO_COLOUR_SPACE = {
  primaries: 'bt709',
  transfer: 'bt709',
  matrix: 'bt709',
  fullRange: false,
} as const satisfies VideoColorSpaceInit;

/** Seconds between key frames: short enough to scrub in. */
export const KEY_FRAME_SECONDS = 5;

interface QualitySettings {
  /** Bits per pixel and frame, where the encoder takes only a bit rate. */
  readonly bitsPerPixel: number;
  /** Quantiser where the encoder takes one: constant quality instead of constant size. VP9 and AV1 0..63. */
  readonly quantizer: number;
}

const SETTINGS: Readonly<Record<WebVideoCodec, Readonly<Record<EncodeQuality, QualitySettings>>>> = {
  avc: {
    draft: { bitsPerPixel: 0.08, quantizer: 32 },
    good: { bitsPerPixel: 0.2, quantizer: 23 },
    best: { bitsPerPixel: 0.45, quantizer: 17 },
  },
  vp9: {
    draft: { bitsPerPixel: 0.05, quantizer: 56 },
    good: { bitsPerPixel: 0.12, quantizer: 46 },
    best: { bitsPerPixel: 0.3, quantizer: 26 },
  },
  av1: {
    draft: { bitsPerPixel: 0.04, quantizer: 58 },
    good: { bitsPerPixel: 0.1, quantizer: 50 },
    best: { bitsPerPixel: 0.25, quantizer: 30 },
  },
};

/** Levels with their limits on macroblocks a second and a frame (ITU-T H.264, table A-1). */
const AVC_LEVELS = [
  { level: 30, perSecond: 40_500, perFrame: 1_620 },
  { level: 31, perSecond: 108_000, perFrame: 3_600 },
  { level: 40, perSecond: 245_760, perFrame: 8_192 },
  { level: 50, perSecond: 589_824, perFrame: 22_080 },
  { level: 51, perSecond: 983_040, perFrame: 36_864 },
  { level: 52, perSecond: 2_073_600, perFrame: 36_864 },
] as const;

/** Levels with their limits on luma samples a second and a frame (VP9 levels; AV1 specification, annex A.3). */
const SAMPLE_LEVELS = [
  { vp9: 30, av1: 4, perSecond: 20_736_000, perFrame: 552_960 },
  { vp9: 31, av1: 5, perSecond: 36_864_000, perFrame: 983_040 },
  { vp9: 40, av1: 8, perSecond: 83_558_400, perFrame: 2_228_224 },
  { vp9: 50, av1: 12, perSecond: 311_951_360, perFrame: 8_912_896 },
  { vp9: 52, av1: 14, perSecond: 1_176_502_272, perFrame: 8_912_896 },
  { vp9: 60, av1: 16, perSecond: 1_176_502_272, perFrame: 35_651_584 },
] as const;

/** Profiles from the most to the least efficient: High, Main, Constrained Baseline. */
const AVC_PROFILES = ['6400', '4d00', '42e0'] as const;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

/** Codec strings to try, best first, with a level that covers the picture. */
export function codecStrings(codec: WebVideoCodec, { width, height, fps }: Picture): string[] {
  if (codec === 'avc') {
    const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
    const level = AVC_LEVELS.find((l) => blocks <= l.perFrame && blocks * fps <= l.perSecond)?.level ?? 52;
    return AVC_PROFILES.map((profile) => `avc1.${profile}${level.toString(16).padStart(2, '0')}`);
  }
  const samples = width * height;
  const level =
    SAMPLE_LEVELS.find((l) => samples <= l.perFrame && samples * fps <= l.perSecond) ?? SAMPLE_LEVELS[5];
  if (codec === 'vp9') return [`vp09.00.${level.vp9}.08`];
  return [`av01.0.${level.av1.toString().padStart(2, '0')}M.08`];
}

/** Encoder configurations to try in this order: constant quality first, then a bit rate. */
export function encoderConfigs(
  codec: WebVideoCodec,
  picture: Picture,
  quality: EncodeQuality,
): VideoEncoderConfig[] {
  const { bitsPerPixel } = SETTINGS[codec][quality];
  const bitrate = Math.round(picture.width * picture.height * picture.fps * bitsPerPixel);
  const common = codecStrings(codec, picture).map((name) => ({
    codec: name,
    width: picture.width,
    height: picture.height,
    framerate: picture.fps,
    latencyMode: 'quality' as const,
    ...(codec === 'avc' && { avc: { format: 'avc' as const } }),
  }));
  return [
    ...common.map((config) => ({ ...config, bitrateMode: 'quantizer' as const })),
    ...common.map((config) => ({ ...config, bitrateMode: 'variable' as const, bitrate })),
  ];
}

/** Options of one `encode` call. */
export function frameOptions(
  codec: WebVideoCodec,
  quality: EncodeQuality,
  config: VideoEncoderConfig,
  keyFrame: boolean,
): VideoEncoderEncodeOptions {
  if (config.bitrateMode !== 'quantizer') return { keyFrame };
  return { keyFrame, [codec]: { quantizer: SETTINGS[codec][quality].quantizer } };
}
