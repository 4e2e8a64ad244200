import { CHANNELS, type ChannelName } from '../../motion/channels.ts';
import type { MotionValue } from '../../values/motion.ts';
import { channelLabel } from '../strings/channels.ts';

/** Lines shown at most, one of them for how many more there are; the liveliest come first. */
const SHOWN_LINES = 6;
const ROW_HEIGHT = 22;
const WIDTH = 200;

/** The channels that move, as small curves with their extremes. */
export function MotionCurves({
  motion,
  all = false,
}: {
  readonly motion: MotionValue;
  readonly all?: boolean;
}) {
  const moving = Object.entries(motion.channels)
    .map(([name, track]) => describeTrack(name as ChannelName, track))
    .filter((track) => track.activity > 0)
    .sort((a, b) => b.activity - a.activity);
  const fitsAll = all || moving.length <= SHOWN_LINES;
  const shown = fitsAll ? moving : moving.slice(0, SHOWN_LINES - 1);
  return (
    <ul className="motion-curves">
      {shown.map(({ name, label, path, low, high, unit }) => (
        <li key={name} title={`${label}: ${amountOf(low, unit)} … ${amountOf(high, unit)}`}>
          <span className="curve-label">{label}</span>
          <svg viewBox={`0 0 ${WIDTH} ${ROW_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            <path d={path} vectorEffect="non-scaling-stroke" />
          </svg>
        </li>
      ))}
      {moving.length > shown.length && <li className="curve-more">+ {moving.length - shown.length}</li>}
    </ul>
  );
}

/** A value of a channel with the sign of its unit: `4.4°`, `8 %`, and 0.86 where 1 is the whole movement. */
function amountOf(value: number, unit: string): string {
  if (unit === 'degrees') return `${Number(value.toPrecision(2))}°`;
  if (unit.startsWith('fraction')) return `${Number((value * 100).toPrecision(2))} %`;
  return String(Number(value.toPrecision(2)));
}

function describeTrack(name: ChannelName, track: Float32Array) {
  const spec = CHANNELS[name];
  let low = 0;
  let high = 0;
  for (const value of track) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const span = high - low || 1;
  // 0 is inside every track's range, so that rest is comparable; the curve keeps a pixel of air.
  const points = Array.from(track, (value, frame) => {
    const x = (frame / Math.max(1, track.length - 1)) * WIDTH;
    const y = 2 + (1 - (value - low) / span) * (ROW_HEIGHT - 4);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  const range = spec ? spec.max - spec.min : 1;
  return {
    name,
    label: channelLabel(name),
    unit: spec?.unit ?? '',
    path: `M${points.join('L')}`,
    low,
    high,
    activity: (high - low) / range,
  };
}
