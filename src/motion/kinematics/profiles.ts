import { cosTurns, portableExp } from '../portable-math.ts';

/**
 * Minimum-jerk step: 0 before 0, 1 after 1, with zero velocity and acceleration at both ends
 * (Flash & Hogan 1985).
 */
export function minimumJerk(u: number): number {
  if (u <= 0) return 0;
  if (u >= 1) return 1;
  return u * u * u * (10 + u * (6 * u - 15));
}

/** Rises at `start` within `onset`, falls to 0 at `end` after `offset`; seconds. */
export function plateau(t: number, start: number, onset: number, end: number, offset: number): number {
  if (t <= start || t >= end) return 0;
  return minimumJerk((t - start) / onset) * minimumJerk((end - t) / offset);
}

/** One raised-cosine hump, 0..1..0 over `width` seconds around `centre`. */
export function hump(t: number, centre: number, width: number): number {
  const u = (t - centre) / width;
  return u <= -0.5 || u >= 0.5 ? 0 : 0.5 + 0.5 * cosTurns(u);
}

/** Course of one blink; all times in seconds. */
export interface BlinkShape {
  /** Middle of the closed phase. */
  readonly peak: number;
  /** 0..1, 1 is a full closure. */
  readonly depth: number;
  /** Duration of the down-phase. */
  readonly closing: number;
  readonly hold: number;
  /** Stretches the opening; 1 is spontaneous. */
  readonly openingScale: number;
  /** The lid is back in place this long after the closed phase. */
  readonly openEnd: number;
}

/**
 * Early and late opening as two decays, fitted to lid tracks of public portrait templates: a third to .4 of
 * the closure is left after 33 ms, about .22 after 67 ms, the rest fades until about 300 ms (docs/kinematics.md).
 */
const EARLY_SHARE = 0.64;
const EARLY_SECONDS = 0.011;
const LATE_SECONDS = 0.12;

/** Lid closure of a blink at time `t`: close, closed, early opening, late opening (Kwon et al. 2013). */
export function blinkClosure(t: number, shape: BlinkShape): number {
  const fromHoldStart = t - (shape.peak - shape.hold / 2);
  if (fromHoldStart <= 0) return shape.depth * minimumJerk(1 + fromHoldStart / shape.closing);
  const opening = fromHoldStart - shape.hold;
  if (opening <= 0) return shape.depth;
  if (opening >= shape.openEnd) return 0;
  const scaled = opening / shape.openingScale;
  const decay =
    EARLY_SHARE * portableExp(-scaled / EARLY_SECONDS) +
    (1 - EARLY_SHARE) * portableExp(-scaled / LATE_SECONDS);
  const fadeStart = 0.5 * shape.openEnd;
  return shape.depth * decay * (1 - minimumJerk((opening - fadeStart) / (shape.openEnd - fadeStart)));
}

/** Duration of a saccade, seconds: 21 ms + 2.2 ms per degree (main sequence, docs/kinematics.md). */
export function saccadeSeconds(degrees: number): number {
  return 0.021 + 0.0022 * Math.abs(degrees);
}

/** Share of a cycle that breathing in takes: in to out 1 : 1.5. */
const INHALE_SHARE = 0.4;

/** Lung level, 0 empty .. 1 full, at `phase` in cycles; 0 at whole numbers. */
export function lungLevel(phase: number): number {
  const u = phase - Math.floor(phase);
  const half = u < INHALE_SHARE ? u / INHALE_SHARE / 2 : 0.5 + (u - INHALE_SHARE) / (1 - INHALE_SHARE) / 2;
  return 0.5 - 0.5 * cosTurns(half);
}
