import type { MotionValue } from '../../values/motion.ts';
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
  /** Phase of the strands, turns. */
  readonly phase: Float32Array;
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

/** @param hairMask 0..1 per node */
export function hairField(fit: FaceFit, grid: Grid, hairMask: Float32Array): HairField {
  const count = grid.columns * grid.rows;
  const out: HairField = {
    gain: new Float32Array(count),
    lag: new Float32Array(count),
    phase: new Float32Array(count),
    scale: fit.scale,
  };
  const [cx, cy] = place(fit, [0, 2.5, -2]);
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      const [x, y] = [(grid.x0 + i * grid.cell - cx) / fit.scale, (grid.y0 + j * grid.cell - cy) / fit.scale];
      // the scalp is an ellipse; hair that hangs (below the ears) swings more than hair that lies
      const away = Math.hypot(x / 7.6, y / 9.2);
      const hangs = smoothStep(1, 13, y) * smoothStep(0.7, 1.15, away);
      const reach = Math.min(1.4, 0.55 * smoothStep(0.82, 1.5, away) + 0.85 * hangs);
      out.gain[k] = hairMask[k] * reach;
      out.lag[k] = TIP_LAG * reach;
      out.phase[k] = (x + 0.35 * y) / (2 * Math.PI * STRAND_CM) + 0.21 * Math.sin(x * 1.3 + y * 0.7);
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
  const steps = 16;
  const sway = delayed(motion, 'hair.sway', frame, steps);
  const flutter = delayed(motion, 'hair.flutter', frame, steps);
  const [yaw, roll] = [delayed(motion, 'head.yaw', frame, steps), delayed(motion, 'head.roll', frame, steps)];
  const flutterNow = channelAt(motion, 'hair.flutter', frame);
  for (let k = 0; k < hair.gain.length; k++) {
    const gain = hair.gain[k];
    if (gain < 0.004) continue;
    const at = Math.min(steps, (hair.lag[k] / TIP_LAG) * (steps / 1.5));
    const i = Math.floor(at);
    const pick = (table: Float32Array): number =>
      table[i] + (at - i) * (table[Math.min(steps, i + 1)] - table[i]);
    const turn = Math.sin(2 * Math.PI * hair.phase[k]);
    const strands = FLUTTER_CM * (pick(flutter) * turn + 0.4 * flutterNow * Math.cos(5.1 * hair.phase[k]));
    const behind = TRAIL_CM_PER_DEGREE * (pick(yaw) - yaw[0] + pick(roll) - roll[0]);
    const trail = followThrough * TRAIL_MOST_CM * Math.tanh(behind / TRAIL_MOST_CM);
    const x = SWAY_CM * pick(sway) + strands + trail;
    out.dx[k] += gain * hair.scale * x;
    out.dy[k] -= gain * hair.scale * (0.1 * Math.abs(x) + 0.3 * strands);
  }
}

/** Channel at delays 0..1.5 tip lags: value(t - lag) less what the same delay shows at frame 0 beyond its value. */
function delayed(
  motion: MotionValue,
  name: 'hair.sway' | 'hair.flutter' | 'head.yaw' | 'head.roll',
  frame: number,
  steps: number,
): Float32Array {
  const out = new Float32Array(steps + 1);
  const start = channelAt(motion, name, 0);
  for (let i = 0; i <= steps; i++) {
    const lag = (i / steps) * 1.5 * TIP_LAG * motion.fps;
    out[i] = channelAt(motion, name, frame - lag) - channelAt(motion, name, -lag) + start;
  }
  return out;
}
