import { CHANNEL_NAMES, type ChannelName } from '../channels.ts';

/** Channels that people think of together, in the order in which editors show them. */
const CHANNEL_GROUPS = [
  'head',
  'lids',
  'gaze',
  'brows',
  'mouth',
  'breath',
  'hair',
  'camera',
  'light',
] as const;

export type ChannelGroup = (typeof CHANNEL_GROUPS)[number];

const GROUP_BY_PREFIX: Readonly<Record<string, ChannelGroup>> = {
  head: 'head',
  eye: 'lids',
  gaze: 'gaze',
  brow: 'brows',
  cheek: 'mouth',
  nose: 'mouth',
  mouth: 'mouth',
  jaw: 'mouth',
  body: 'breath',
  hair: 'hair',
  camera: 'camera',
  light: 'light',
};

/** The group of a channel; undefined for a channel that this build does not know. */
export function groupOf(channel: string): ChannelGroup | undefined {
  const prefix = channel.split('.', 1)[0] ?? '';
  return Object.hasOwn(GROUP_BY_PREFIX, prefix) ? GROUP_BY_PREFIX[prefix] : undefined;
}

/** The channels that a list of channels and groups names, and the words in it that name none. */
export function namedChannels(text: string): {
  readonly channels: ReadonlySet<ChannelName>;
  readonly unknown: readonly string[];
} {
  const channels = new Set<ChannelName>();
  const unknown: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter((part) => part !== '')) {
    const meant = CHANNEL_NAMES.filter((name) => name === word || groupOf(name) === word);
    for (const name of meant) channels.add(name);
    if (meant.length === 0) unknown.push(word);
  }
  return { channels, unknown };
}
