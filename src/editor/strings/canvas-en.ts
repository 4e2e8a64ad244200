import { catalogue } from './catalogue.ts';

/** Words of alignment, finding, the live run and the shortcut sheet. */
export const canvasStrings = catalogue('canvas', {
  duplicateFree: 'Duplicate without wires',
  find: 'Find in this workflow',
  inGraph: 'In this workflow',
  commands: 'Commands',
  align: {
    title: 'Align',
    left: 'Align left edges',
    centre: 'Align centres',
    right: 'Align right edges',
    top: 'Align top edges',
    middle: 'Align middles',
    bottom: 'Align bottom edges',
    spreadX: 'Distribute horizontally',
    spreadY: 'Distribute vertically',
  },
  tidy: {
    underWay: 'Tidying the layout…',
    done: 'Layout tidied',
    dropped: 'Another graph is shown now: nothing was moved.',
    failed: 'The layout could not be tidied: its worker ended without an answer. Nothing was moved.',
    remedy: 'Try again. If it keeps failing, save your workflow and reload the page.',
  },
  live: 'Live: run on every change',
  liveShort: 'Live',
  shortcuts: {
    title: 'Keyboard shortcuts',
    hint: 'Press a shortcut’s button and then the new keys. Escape keeps it, Backspace takes it away.',
    press: 'Press keys…',
    none: 'none',
    change: (label: string, keys: string) => `${label}: ${keys}. Change`,
    reset: 'Back to the defaults',
    taken: (label: string) => `These keys were those of “${label}”.`,
    reserved: 'The editor needs these keys itself.',
  },
});
