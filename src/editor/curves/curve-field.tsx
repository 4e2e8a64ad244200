import { Plus, Trash2, X } from 'lucide-react';
import { CHANNELS, type ChannelName } from '../../motion/channels.ts';
import type { KeyframesParam } from '../../runtime/params.ts';
import type { KeyframeTracks } from '../../values/keyframes.ts';
import { burst } from '../document/bursts.ts';
import { channelLabel } from '../strings/channels.ts';
import { curveStrings as strings } from '../strings/curves-en.ts';
import './curves.css';
import { CurveGraph } from './curve-graph.tsx';
import { withKey, withMovedKey, withoutChannel, withoutKey } from './edit-tracks.ts';
import { useMotionBehind } from './motion-behind.ts';

interface CurveFieldProps {
  readonly id: string;
  readonly node: string;
  readonly spec: KeyframesParam;
  readonly tracks: KeyframeTracks;
  readonly onChange: (tracks: KeyframeTracks, gesture?: string) => void;
}

/** Keys by channel: a graph to drag them on, and a field for each time and value. */
export default function CurveField({ id, node, spec, tracks, onChange }: CurveFieldProps) {
  const free = Object.keys(spec.channels).filter((channel) => !Object.hasOwn(tracks, channel));
  return (
    <div className="curves">
      {Object.keys(tracks).length === 0 && <p className="quiet">{strings.noChannels}</p>}
      {Object.keys(tracks).map((channel) => (
        <KeyRows
          key={channel}
          node={node}
          channel={channel}
          spec={spec}
          tracks={tracks}
          onChange={onChange}
        />
      ))}
      <select
        id={id}
        className="select"
        value=""
        aria-label={strings.addChannel}
        onChange={(event) => {
          const bounds = spec.channels[event.target.value];
          if (bounds) onChange(withKey(tracks, event.target.value, { at: 0, value: 0 }, bounds));
        }}
      >
        <option value="">{strings.addChannel}</option>
        {free.map((channel) => (
          <option key={channel} value={channel}>
            {channelLabel(channel)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface KeyRowsProps extends Omit<CurveFieldProps, 'id'> {
  readonly channel: string;
}

function KeyRows({ node, channel, spec, tracks, onChange }: KeyRowsProps) {
  const keys = tracks[channel] ?? [];
  const bounds = spec.channels[channel] ?? { min: 0, max: 0 };
  const label = channelLabel(channel);
  const motion = useMotionBehind(node);
  const isAngle = CHANNELS[channel as ChannelName]?.unit === 'degrees';
  return (
    <fieldset className="curve-keys">
      <legend>{label}</legend>
      <button
        type="button"
        className="icon-button"
        aria-label={strings.removeChannel(label)}
        title={strings.removeChannel(label)}
        onClick={() => onChange(withoutChannel(tracks, channel))}
      >
        <Trash2 size={13} aria-hidden />
      </button>
      <CurveGraph
        node={node}
        channel={channel}
        label={label}
        bounds={bounds}
        tracks={tracks}
        motion={motion}
        onChange={onChange}
      />
      {keys.length > 0 && (
        <div className="curve-key curve-heads" aria-hidden="true">
          <span>
            {strings.time} <span translate="no">s</span>
          </span>
          <span>
            {strings.value} {isAngle && <span translate="no">°</span>}
          </span>
        </div>
      )}
      {keys.map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key keeps its place while its time is typed
        <div key={index} className="curve-key">
          {(['at', 'value'] as const).map((part) => (
            <input
              key={part}
              type="number"
              className="text-field"
              step={part === 'at' ? 0.01 : (bounds.max - bounds.min) / 100}
              aria-label={`${label}, ${strings.key(index + 1, keys.length)}: ${part === 'at' ? strings.time : strings.value}`}
              value={key[part]}
              onChange={(event) => {
                const number = event.target.valueAsNumber;
                if (!Number.isFinite(number)) return;
                const moved = withMovedKey(tracks, channel, index, { ...key, [part]: number }, bounds);
                onChange(moved, burst(`key ${node} ${channel} ${index}`));
              }}
            />
          ))}
          <button
            type="button"
            className="icon-button"
            aria-label={`${strings.removeKey}: ${label} ${index + 1}`}
            onClick={() => onChange(withoutKey(tracks, channel, index))}
          >
            <X size={13} aria-hidden />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button"
        onClick={() => {
          const last = keys.at(-1);
          onChange(
            withKey(tracks, channel, { at: (last?.at ?? -0.5) + 0.5, value: last?.value ?? 0 }, bounds),
          );
        }}
      >
        <Plus size={13} aria-hidden /> {strings.addKey}
      </button>
    </fieldset>
  );
}
