import type { MotionValue } from '../../values/motion.ts';

/** Deepest frames of blinks: lid past `threshold`, lower before and after. */
export function blinkFrames(motion: MotionValue, threshold = 0.4, channel = 'eye.blinkLeft'): number[] {
  const lid = motion.channels[channel] ?? new Float32Array(motion.frameCount);
  const frames: number[] = [];
  for (let frame = 1; frame < lid.length; frame++) {
    const next = lid[frame + 1] ?? 0;
    if (lid[frame] > threshold && lid[frame] >= lid[frame - 1] && lid[frame] > next) frames.push(frame);
  }
  return frames;
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

export function deviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  return Math.sqrt(mean(Array.from(values, (value) => (value - centre) ** 2)));
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const meanA = mean(a);
  const meanB = mean(b);
  const products = Array.from(a, (value, i) => (value - meanA) * (b[i] - meanB));
  return mean(products) / (deviation(a) * deviation(b));
}

/** Share of a track's energy between two frequencies, without its mean. */
export function energyShare(track: ArrayLike<number>, fps: number, low: number, high: number): number {
  let all = 0;
  let inside = 0;
  const n = track.length;
  for (let k = 1; k < n / 2; k++) {
    let sine = 0;
    let cosine = 0;
    for (let i = 0; i < n; i++) {
      sine += track[i] * Math.sin((2 * Math.PI * k * i) / n);
      cosine += track[i] * Math.cos((2 * Math.PI * k * i) / n);
    }
    const energy = sine * sine + cosine * cosine;
    const hertz = (k * fps) / n;
    all += energy;
    if (hertz >= low && hertz < high) inside += energy;
  }
  return inside / all;
}

/** Mean of the absolute values: how much a channel moves. */
export function activity(motion: MotionValue, channel: string): number {
  const track = motion.channels[channel];
  return track === undefined ? 0 : mean(track.map(Math.abs));
}
