/** Strings of the curve editor. */
export const curveStrings = {
  editor: (channel: string) => `Curve of ${channel}`,
  channels: 'Channels',
  addChannel: 'Add a channel',
  removeChannel: (channel: string) => `Remove all keys of ${channel}`,
  noChannels: 'No keys yet. Choose a channel to hold it by hand.',
  addKey: 'Add a key',
  removeKey: 'Delete this key',
  time: 'Time',
  frame: 'Frame',
  value: 'Value',
  key: (number: number, count: number) => `Key ${number} of ${count}`,
  keyAt: (seconds: string, value: string) => `${seconds} s, ${value}`,
};
