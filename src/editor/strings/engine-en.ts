import { catalogue } from './catalogue.ts';

/** Words of the run timeline and of the dialog about stored results. */
export const engineStrings = catalogue('engine', {
  timeline: {
    title: 'Run timeline',
    toggle: 'Show or hide the run timeline',
    hide: 'Hide the timeline',
    none: 'Nothing has run yet. Press Run: every piece of work appears here on its worker.',
    nothingRan: 'Nothing had to be computed.',
    saveTrace: 'Save trace',
    saveTraceHint: 'For chrome://tracing or ui.perfetto.dev',
    traceSaved: 'Trace saved',
    hint: 'Point at a piece of work, or walk with the arrow keys. Enter selects its node.',
    lanes: { gpu: 'Models', cpu: 'Processor', codec: 'Encoder' },
    worker: (lane: string, worker: number) => `${lane} ${worker + 1}`,
    cached: 'From the cache',
    notRun: 'Not run',
    failed: 'Failed',
    pieces: { run: '', prepare: 'preparing', render: '' },
    frames: (start: number, end: number) => `frames ${start + 1}–${end}`,
    waited: (time: string) => `waited ${time}`,
    element: (name: string, element: number) => `${name} ${element + 1}`,
    summary: (computed: number, cached: number) => `${computed} computed, ${cached} from the cache`,
    stored: (size: string) => `${size} of results`,
    running: 'running',
    outcomes: { done: 'done', failed: 'failed', cancelled: 'cancelled' },
  },
  cache: {
    title: 'Stored results',
    open: 'Stored results…',
    explain:
      'Every finished stage is kept on this device, so that a change computes only what depends on it. When room is short, what is quickest to compute per byte goes first; pinned results stay.',
    columns: { type: 'Node', results: 'Results', size: 'Size', time: 'Computed in', pinned: 'Pinned' },
    sum: (used: string, limit: string) => `${used} of ${limit}`,
    browser: (used: string, quota: string) =>
      `The browser counts ${used} for this page and grants up to ${quota}.`,
    broken: (clips: number, size: string) =>
      clips === 1
        ? `1 unfinished clip can be resumed (${size}).`
        : `${clips} unfinished clips can be resumed (${size}).`,
    empty: 'Nothing is stored.',
    check: 'Check',
    checking: 'Checking…',
    checked: (values: number, size: string) => `${values} values checked (${size}): all intact.`,
    repaired: (bad: number, forgotten: number) =>
      `${bad} values were damaged or lost. ${forgotten} results will be computed again when they are needed.`,
    clear: 'Clear all',
    cleared: 'Stored results cleared',
    loading: 'Counting…',
  },
});
