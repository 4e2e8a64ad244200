import { catalogue } from './catalogue.ts';

/** Strings of the curve editor. */
export const curveStrings = catalogue('curves', {
  editor: (channel: string) => `Curve of ${channel}`,
  addChannel: 'Add a channel',
  removeChannel: (channel: string) => `Remove all keys of ${channel}`,
  noChannels: 'No keys yet. Choose a channel to hold it by hand.',
  addKey: 'Add a key',
  removeKey: 'Delete this key',
  zoomIn: 'Show a shorter time',
  zoomOut: 'Show a longer time',
  showAll: 'Show the whole take',
  zoomHint: 'Pinch or Ctrl and wheel zoom',
  time: 'Time',
  frame: 'frame',
  value: 'Value',
  key: (number: number, count: number) => `Key ${number} of ${count}`,
  keyAt: (seconds: string, value: string) => `${seconds} s, ${value}`,
});
