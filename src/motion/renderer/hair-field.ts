import type { MotionValue } from '../../values/motion.ts';
import { cosTurns, portableExp, sinTurns } from '../portable-math.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { channelAt } from './channel-track.ts';
import type { Grid, NodeField } from './grid.ts';
import { place } from './head-field.ts';

/** How every node takes part in the motion of hair. */
export interface HairField {
  /** 0..about 1.4: 0 at the roots, growing toward the tips */
  readonly gain: Float32Array;
  /** Node's delay behind the roots, seconds. */
  readonly lag: Float32Array;
  /** Share of the strands' motion in each node: with its delay, and with none. */
  readonly strands: Float32Array;
  readonly gusts: Float32Array;
  /** px per cm of the head */
  readonly scale: number;
}

/** Travel of the tips at `hair.sway` 1, cm. */
const SWAY_CM = 1.5;
/** Travel of single strands at `hair.flutter` 1, cm. */
const FLUTTER_CM = 0.45;
/** Hair trails the head by this share of its sideways speed, cm per degree. */
const TRAIL_CM_PER_DEGREE = 0.09;
/** The trail bends off smoothly toward this, cm. */
const TRAIL_MOST_CM = 0.5;
/** Seconds from root to tip. */
const TIP_LAG = 0.32;
/** Width of a strand, cm. */
const STRAND_CM = 1.6;
const TAU = 2 * Math.PI;

/** @param hairMask 0..1 per node */
export function hairField(fit: FaceFit, grid: Grid, hairMask: Float32Array): HairField {
  const count = grid.columns * grid.rows;
  const out: HairField = {
    gain: new Float32Array(count),
    lag: new Float32Array(count),
    strands: new Float32Array(count),
    gusts: new Float32Array(count),
    scale: fit.scale,
  };
  const [cx, cy] = place(fit, [0, 2.5, -2]);
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      const [x, y] = [(grid.x0 + i * grid.cell - cx) / fit.scale, (grid.y0 + j * grid.cell - cy) / fit.scale];
      // the scalp is an ellipse; hair that hangs (below the ears) swings more than hair that lies
      const away = Math.sqrt((x / 7.6) ** 2 + (y / 9.2) ** 2);
      const hangs = smoothStep(1, 13, y) * smoothStep(0.7, 1.15, away);
      const reach = Math.min(1.4, 0.55 * smoothStep(0.82, 1.5, away) + 0.85 * hangs);
      out.gain[k] = hairMask[k] * reach;
      out.lag[k] = TIP_LAG * reach;
      const phase = (x + 0.35 * y) / (TAU * STRAND_CM) + 0.21 * sinTurns((x * 1.3 + y * 0.7) / TAU);
      out.strands[k] = FLUTTER_CM * sinTurns(phase);
      out.gusts[k] = 0.4 * FLUTTER_CM * cosTurns((5.1 * phase) / TAU);
    }
  }
  return out;
}

/**
 * Adds the hair's displacement at `frame`: each node follows the channels as they were `lag` seconds ago, so that
 * motion travels from root to tip. What the delay adds at frame 0 is taken off again, so that frame 0 stays the photo.
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
  const flutterNow = channelAt(motion, 'hair.flutter', frame);
  const swing = sway.map((value, n) => {
    const behind = TRAIL_CM_PER_DEGREE * (yaw[n] - yaw[0] + roll[n] - roll[0]);
    return SWAY_CM * value + followThrough * TRAIL_MOST_CM * tanh(behind / TRAIL_MOST_CM);
  });
  if (flutterNow === 0 && swing.every((v) => v === 0) && flutter.every((v) => v === 0)) return;
  for (let k = 0; k < hair.gain.length; k++) {
    const gain = hair.gain[k];
    if (gain < 0.004) continue;
    const at = Math.min(DELAYS, (hair.lag[k] / TIP_LAG) * (DELAYS / 1.5));
    const i = Math.floor(at);
    const next = Math.min(DELAYS, i + 1);
    const late = at - i;
    const strands =
      (flutter[i] + late * (flutter[next] - flutter[i])) * hair.strands[k] + flutterNow * hair.gusts[k];
    const x = swing[i] + late * (swing[next] - swing[i]) + strands;
    out.dx[k] += gain * hair.scale * x;
    out.dy[k] -= gain * hair.scale * (0.1 * Math.abs(x) + 0.3 * strands);
  }
}

/** Steps in which the delay between root and farthest tip is tabled. */
const DELAYS = 16;

function tanh(x: number): number {
  const e = portableExp(2 * Math.min(20, Math.max(-20, x)));
  return (e - 1) / (e + 1);
}

/** Channel at delays 0..1.5 tip lags: value(t - lag) less what the same delay shows at frame 0 beyond its value. */
function delayed(
  motion: MotionValue,
  name: 'hair.sway' | 'hair.flutter' | 'head.yaw' | 'head.roll',
  frame: number,
): Float32Array {
  const out = new Float32Array(DELAYS + 1);
  const start = channelAt(motion, name, 0);
  for (let i = 0; i <= DELAYS; i++) {
    const lag = (i / DELAYS) * 1.5 * TIP_LAG * motion.fps;
    out[i] = channelAt(motion, name, frame - lag) - channelAt(motion, name, -lag) + start;
  }
  return out;
}
