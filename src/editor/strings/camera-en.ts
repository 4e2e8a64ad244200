import { catalogue } from './catalogue.ts';

/** Words of the camera's path on the picture. */
export const cameraStrings = catalogue('camera', {
  stage: 'Photo with the camera’s framing at the start and at the end',
  keys: 'Keyboard: arrows move a framing, Page up and Page down zoom, comma and full stop lean it, Shift in large steps.',
  noPicture: 'Run the picture that this camera films first, then drag its framings.',
  makePicture: 'Make the picture',
  large: 'Frame in a large view',
  largeTitle: 'Camera path',
  ends: { start: 'Start', end: 'End' },
  framing: (zoom: string, across: string, down: string, roll: string) =>
    `${zoom}, ${across} % across, ${down} % down, ${roll}°`,
  swap: 'Swap start and end',
  still: 'End as start',
  steps: {
    start: 'Frame the start',
    end: 'Frame the end',
    swap: 'Swap start and end of the camera',
    still: 'Hold the camera still',
  },
});
