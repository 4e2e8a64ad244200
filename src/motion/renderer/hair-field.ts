import type { MotionValue } from '../../values/motion.ts';
import { portableExp, sinTurns } from '../portable-math.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { channelAt } from './channel-track.ts';
import type { Grid, NodeField } from './grid.ts';
import { place } from './head-field.ts';

/** How every node takes part in the motion of hair. */
export interface HairField {
  /** 0..about 1.5: 0 at the roots, growing toward the tips */
  readonly gain: Float32Array;
  /** Node's delay behind the roots, seconds. */
  readonly lag: Float32Array;
  /** Place across the wind that blows to the right, -1 where it arrives .. 1 where it leaves. */
  readonly downwind: Float32Array;
  /** What `hair.flutter` does to the node's strand, -1..1, and how much later than the sway, seconds. */
  readonly strands: Float32Array;
  readonly strandLag: Float32Array;
  /** px per cm of the head */
  readonly scale: number;
}

/** Travel of the tips: cm per unit of `hair.sway` where it is small, and what it bends off toward. */
const SWAY_CM = 2.6;
const SWAY_MOST_CM = 1.32;
/** Travel of single strands: cm per unit of `hair.flutter`, and the most, so that neighbours never cross. */
const FLUTTER_CM = 1.3;
const FLUTTER_MOST_CM = 0.22;
/** Hair trails the head by this share of its sideways speed, cm per degree. */
const TRAIL_CM_PER_DEGREE = 0.09;
/** The trail bends off smoothly toward this, cm. */
const TRAIL_MOST_CM = 0.5;
/** Seconds from root to tip, and those that a gust needs from one side of the head to the other. */
const TIP_LAG = 0.32;
const GUST_LAG = 0.35;
/** Seconds between the strand that moves first and the one that moves last. */
const STRAND_LAG = 0.36;
/** Distance from one strand to the next but one, cm. */
const STRANDS_CM = 5;
/** Half the width of a head with its hair, cm. */
const HALF_WIDTH_CM = 10;
/** Hair that lies on the scalp: where (in scalps) it begins and is free, and its gain there; gain of hair that hangs. */
const LIES_FROM = 0.8;
const LIES_TO = 1.42;
const LIES_GAIN = 0.8;
const HANGS_GAIN = 0.75;
const MOST_GAIN = 1.5;

/** @param hairMask 0..1 per node */
export function hairField(fit: FaceFit, grid: Grid, hairMask: Float32Array): HairField {
  const count = grid.columns * grid.rows;
  const values = (): Float32Array => new Float32Array(count);
  const out: HairField = {
    gain: values(),
    lag: values(),
    downwind: values(),
    strands: values(),
    strandLag: values(),
    scale: fit.scale,
  };
  const [cx, cy] = place(fit, [0, 2.5, -2]);
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      const [x, y] = [(grid.x0 + i * grid.cell - cx) / fit.scale, (grid.y0 + j * grid.cell - cy) / fit.scale];
      // the scalp is an ellipse; hair that hangs (below the ears) swings more than hair that lies
      const away = Math.sqrt((x / 7.6) ** 2 + (y / 9.2) ** 2);
      const hangs = smoothStep(1, 13, y) * smoothStep(0.65, 1.4, away);
      const reach = Math.min(
        MOST_GAIN,
        LIES_GAIN * smoothStep(LIES_FROM, LIES_TO, away) + HANGS_GAIN * hangs,
      );
      out.gain[k] = hairMask[k] * reach;
      out.lag[k] = TIP_LAG * reach;
      out.downwind[k] = Math.max(-1, Math.min(1, x / HALF_WIDTH_CM));
      // strands wind a little and are of uneven width
      const across = (x + 0.3 * y) / STRANDS_CM + 0.13 * sinTurns(0.11 * y + 0.07 * x);
      out.strands[k] = 0.7 * sinTurns(across) + 0.3 * sinTurns(2.3 * across + 0.2);
      out.strandLag[k] = STRAND_LAG * (0.5 + 0.5 * sinTurns(0.37 * across + 0.05 * y));
    }
  }
  return out;
}

/**
 * Adds the hair's displacement at `frame`: each node follows the channels as they were some time ago, so that gusts
 * travel over the head, from root to tip and from strand to strand. What the delay adds at frame 0 is taken off again,
 * so that frame 0 stays the photo.
 * @param followThrough 0..1, how much hair trails the head's own turns
 */
export function addHairMotion(
  hair: HairField,
  motion: MotionValue,
  frame: number,
  followThrough: number,
  out: NodeField,
): void {
  const sway = delayed(motion, 'hair.sway', frame);
  const flutter = delayed(motion, 'hair.flutter', frame);
  const [yaw, roll] = [delayed(motion, 'head.yaw', frame), delayed(motion, 'head.roll', frame)];
  const trail = yaw.map((value, n) => {
    const behind = TRAIL_CM_PER_DEGREE * (value - yaw[0] + roll[n] - roll[0]);
    return followThrough * TRAIL_MOST_CM * tanh(behind / TRAIL_MOST_CM);
  });
  const rests = (values: Float32Array): boolean => values.every((v) => v === 0);
  if (rests(sway) && rests(flutter) && rests(trail)) return;
  for (let n = 0; n <= DELAYS; n++) {
    sway[n] = SWAY_MOST_CM * tanh((SWAY_CM / SWAY_MOST_CM) * sway[n]);
    flutter[n] = FLUTTER_MOST_CM * tanh((FLUTTER_CM / FLUTTER_MOST_CM) * flutter[n]);
  }
  const wind = GUST_LAG * windOf(motion);
  for (let k = 0; k < hair.gain.length; k++) {
    const gain = hair.gain[k];
    if (gain < 0.004) continue;
    const gust = 0.5 * (Math.abs(wind) + wind * hair.downwind[k]);
    const strands = hair.strands[k] * at(flutter, hair.lag[k] + hair.strandLag[k]);
    const x = at(sway, hair.lag[k] + gust) + at(trail, hair.lag[k]) + strands;
    out.dx[k] += gain * hair.scale * x;
    out.dy[k] -= gain * hair.scale * (0.1 * Math.abs(x) + 0.3 * strands);
  }
}

/** The way the wind blows: -1 to the left .. 1 to the right; 0 where hair only swings. */
function windOf(motion: MotionValue): number {
  const sway = motion.channels['hair.sway'];
  if (sway === undefined) return 0;
  let [sum, size] = [0, 0];
  for (const value of sway) {
    sum += value;
    size += Math.abs(value);
  }
  return size === 0 ? 0 : sum / size;
}

/** Steps in which delays are tabled, and the longest, seconds. */
const DELAYS = 24;
const MOST_LAG = MOST_GAIN * TIP_LAG + STRAND_LAG;

function at(table: Float32Array, lag: number): number {
  const place = Math.min(DELAYS, (lag / MOST_LAG) * DELAYS);
  const i = Math.floor(place);
  const next = Math.min(DELAYS, i + 1);
  return table[i] + (place - i) * (table[next] - table[i]);
}

function tanh(x: number): number {
  const e = portableExp(2 * Math.min(20, Math.max(-20, x)));
  return (e - 1) / (e + 1);
}

/** Channel at delays 0..{@link MOST_LAG}: value(t - lag) less what the same delay shows at frame 0 beyond its value. */
function delayed(
  motion: MotionValue,
  name: 'hair.sway' | 'hair.flutter' | 'head.yaw' | 'head.roll',
  frame: number,
): Float32Array {
  const out = new Float32Array(DELAYS + 1);
  const start = channelAt(motion, name, 0);
  for (let i = 0; i <= DELAYS; i++) {
    const lag = (i / DELAYS) * MOST_LAG * motion.fps;
    out[i] = channelAt(motion, name, frame - lag) - channelAt(motion, name, -lag) + start;
  }
  return out;
}
