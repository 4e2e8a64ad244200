import { CHANNELS, type ChannelName } from '../../motion/channels.ts';
import { catalogue } from './catalogue.ts';

/** A text per channel of motion. */
export type ChannelTexts = Readonly<Record<ChannelName, string>>;

const english = Object.fromEntries(Object.entries(CHANNELS).map(([name, { label }]) => [name, label]));
const labels: Readonly<Record<string, string>> = catalogue('channels', english);

/** What a channel is called; a channel that is not known is called by its name. */
export function channelLabel(channel: string): string {
  return Object.hasOwn(CHANNELS, channel) ? (labels[channel] ?? channel) : channel;
}
