import type { KeyframeTracks } from '../../values/keyframes.ts';
import { channelLabel } from '../strings/channels.ts';

/** Lines shown at most, one of them for how many more there are. */
const SHOWN_LINES = 6;
const ROW_HEIGHT = 22;
const WIDTH = 200;
/** Room for the dots at the ends and at the top, in units of the picture, which is shown half as wide. */
const AIR = { x: 8, y: 4 };

/** Keys of each channel as dots over time, in order; what lies between them is up to the sampler. */
export function KeyframeTracksPreview({ tracks }: { readonly tracks: KeyframeTracks }) {
  const all = Object.entries(tracks);
  const seconds = Math.max(0, ...all.flatMap(([, keys]) => keys.map(({ at }) => at)));
  const shown = all.length <= SHOWN_LINES ? all : all.slice(0, SHOWN_LINES - 1);
  return (
    <ul className="motion-curves">
      {shown.map(([channel, keys]) => {
        const values = [0, ...keys.map(({ value }) => value)];
        const [low, high] = [Math.min(...values), Math.max(...values)];
        const points = keys.map(({ at, value }) => {
          const x = AIR.x + (seconds > 0 ? at / seconds : 0) * (WIDTH - 2 * AIR.x);
          const y = AIR.y + (high > low ? (high - value) / (high - low) : 0.5) * (ROW_HEIGHT - 2 * AIR.y);
          return `${x.toFixed(1)} ${y.toFixed(1)}`;
        });
        return (
          <li key={channel}>
            <span className="curve-label">{channelLabel(channel)}</span>
            <svg viewBox={`0 0 ${WIDTH} ${ROW_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
              <path className="keys-way" d={`M${points.join('L')}`} vectorEffect="non-scaling-stroke" />
              {/* Lines without length and with round ends: dots that no stretching makes oval. */}
              <path
                className="keys-dots"
                d={points.map((point) => `M${point}h0`).join('')}
                vectorEffect="non-scaling-stroke"
              />
            </svg>
          </li>
        );
      })}
      {all.length > shown.length && <li className="curve-more">+ {all.length - shown.length}</li>}
    </ul>
  );
}
