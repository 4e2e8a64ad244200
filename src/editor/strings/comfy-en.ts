import { catalogue } from './catalogue.ts';

/** What became of a workflow from ComfyUI, and what to do instead. */
export const comfyStrings = catalogue('comfy', {
  title: (name: string) => `“${name}” from ComfyUI`,
  noReport: 'Nothing was imported from ComfyUI since the page was opened.',
  workflow: 'ComfyUI workflow',
  summary: (nodes: number, notes: number) =>
    `${nodes === 1 ? '1 node has' : `${nodes} nodes have`} a counterpart here, ${notes === 1 ? '1 became a note' : `${notes} became notes`}.`,
  wires: (kept: number, all: number) => `${kept} of ${all} wires were kept.`,
  added: (count: number) =>
    count === 1
      ? '1 wire was added where only one source could be meant.'
      : `${count} wires were added where only one source could be meant.`,
  folded: (count: number) =>
    count === 1
      ? '1 reroute or lone value went into what it fed.'
      : `${count} reroutes and lone values went into what they fed.`,
  comments: (count: number) => (count === 1 ? '1 note was kept.' : `${count} notes were kept.`),
  omitted: (count: number) => `${count} more nodes were left out: the workflow is too large.`,
  became: 'Became nodes',
  noCounterpart: 'No counterpart: kept as notes',
  there: 'ComfyUI',
  here: 'Kineograph',
  instead: 'Instead',
  times: (name: string, count: number) => (count === 1 ? name : `${name} ×${count}`),
  none: 'Nothing in it has a counterpart here. Its notes say what each node did; a template is a better start.',
  go: 'Go on with it',
  templates: 'Start from a template',
  usePicture: 'Only use the picture',
  usePictureHint: 'Back to what was open, with this picture as its photo.',
  remarks: {
    photo: (value: string) =>
      value === '' ? 'Choose a photo.' : `Choose the photo: “${value}” lies in ComfyUI’s folder.`,
    ownPicture: (_: string) => 'Holds the picture that the workflow came in.',
    paint: (_: string) => 'The mask lies in ComfyUI’s picture: paint it again in Paint mask.',
    size: (value: string) => `The long side is ${value} px.`,
    noSize: (_: string) => 'Sizes are set in pixels here: look at “Size”.',
    rectangle: (value: string) =>
      `Draw the rectangle again (it was ${value} px): here it goes with the photo.`,
    prompt: (_: string) => 'Say what should move, not what is seen: “natural blink, slight head turn”.',
    cut: (value: string) => `The text was cut to ${value} characters.`,
    frames: (_: string) => 'Frames are drawn from the photo along the motion.',
    sampler: (value: string) => `There is no sampler “${value}”; the nearest one was taken.`,
    steps: (value: string) => `Motion needs fewer steps: ${value}.`,
    guidance: (value: string) => `cfg became a guidance of ${value}: that of motion goes from 1 to 4.`,
    format: (value: string) => `There is no format “${value}”: MP4 was taken.`,
    pingPong: (_: string) => 'To and fro: put Loop blend in its mode Ping-pong before it.',
    frameRate: (value: string) => `The sampler now makes ${value} frames a second.`,
    bypassed: (_: string) => 'Did not run there: bypassed here.',
    runs: (_: string) => 'Did not run there. It has nothing to pass on, so it runs here.',
  },
  advice: {
    model: 'No loader is needed: the models are part of Kineograph.',
    latent: 'Pictures go through no latent space here. Crop sets the size, the sampler makes motion.',
    negative: 'Say limits in the motion prompt: “no big smile”, “mouth closed”, “head still”.',
    steering: 'Motion is steered by the motion prompt, by keyframes and by a driving motion at the sampler.',
    video:
      'Video models paint new pixels. Here Diffusion sampler makes the motion, Animate moves the photo’s own pixels.',
    portrait: 'Detect faces, Face landmarks, Diffusion sampler or Keyframes, and Animate do this.',
    swap: 'The face of the photo stays: no other is put in its place.',
    restore: 'Animate draws every frame from the original pixels: the face needs no restoring.',
    interpolate: 'Set the frame rate at the sampler: every frame is drawn, none is guessed.',
    film: 'One photo is animated: load a still with Load image.',
    audio: 'Clips are silent.',
    upscale: 'Set the size of the clip in Crop; nothing is enlarged afterwards.',
    behind: 'What a moving head uncovers is filled in by Animate.',
    mask: 'Person matte finds the person, Paint mask corrects it by hand, Regions tells hair from face.',
    value: 'Values are set in the settings of the node that uses them.',
    picture: 'Edit the photo beforehand: its colours and contents stay as they are here.',
    frames: 'It works on frames of a clip; do it to the photo before Animate, for instance in Crop.',
    subgraph: 'A subgraph: unpack it in ComfyUI and import again.',
    other: 'Nothing here does this; the note keeps its values.',
  },
});
