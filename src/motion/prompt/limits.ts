import type { PromptLimit } from '../../values/prompt.ts';
import { CHANNEL_NAMES, CHANNELS, type ChannelName } from '../channels.ts';

/** Whether a limit, given for a channel or for a group with a trailing dot, is about `channel`. */
function limitCovers(limit: Pick<PromptLimit, 'channel'>, channel: string): boolean {
  return limit.channel === channel || (limit.channel.endsWith('.') && channel.startsWith(limit.channel));
}

/** The range in which a channel may move: the channel's own, narrowed by the prompt's limits. */
export function channelRange(
  limits: readonly PromptLimit[],
  channel: ChannelName,
): { readonly min: number; readonly max: number } {
  let { min, max }: { min: number; max: number } = CHANNELS[channel];
  for (const limit of limits) {
    if (!limitCovers(limit, channel)) continue;
    min = Math.max(min, Math.min(0, limit.min));
    max = Math.min(max, Math.max(0, limit.max));
  }
  return { min, max };
}

/** Channels that limits hold at exactly 0. */
export function heldChannels(limits: readonly PromptLimit[]): ReadonlySet<ChannelName> {
  const held = CHANNEL_NAMES.filter((channel) => {
    const { min, max } = channelRange(limits, channel);
    return min === 0 && max === 0;
  });
  return new Set(held);
}
