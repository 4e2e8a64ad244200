import type { AdviceId } from './remark.ts';

/** What is known of classes without a counterpart, by parts of their names; the first that fits is taken. */
const KNOWN: readonly (readonly [RegExp, AdviceId])[] = [
  [/ReActor|FaceSwap|InstantID|PuLID|PhotoMaker|IPAdapter.*Face/i, 'swap'],
  [/LivePortrait|ExpressionEditor|SadTalker|Wav2Lip|EchoMimic|FantasyTalking|Hallo|LipSync/i, 'portrait'],
  [/FaceRestore|CodeFormer|GFPGAN|FaceDetailer|RestoreFace/i, 'restore'],
  [/RIFE|FILM VFI|Interpolat|GIMM|\bVFI\b/i, 'interpolate'],
  [
    /AnimateDiff|^ADE_|SVD_|SVDimg|Wan(Video|Image)|Hunyuan|HyVideo|LTXV?|CogVideo|Mochi|ToVideo|Cosmos/i,
    'video',
  ],
  [/LoadVideo|LoadImages|GetVideoComponents|VideoInfo/i, 'film'],
  [/Audio|Sound|Music/i, 'audio'],
  [
    /ControlNet|T2IAdapter|IPAdapter|CLIPVision|Conditioning|StyleModel|FluxGuidance|InpaintModel/i,
    'steering',
  ],
  [/Upscale|ESRGAN|SUPIR/i, 'upscale'],
  [
    /Loader|UNETLoad|^Load.*(Model|Lora)|ModelSampling|FreeU|TorchCompile|CLIPSetLast|DownloadAndLoad/i,
    'model',
  ],
  [
    /^VAE(En|De)code|Latent|RandomNoise|BasicGuider|CFGGuider|Sigmas|BasicScheduler|KSamplerSelect|Scheduler$/i,
    'latent',
  ],
  [/Inpaint|Outpaint|PadImageForOutpaint/i, 'behind'],
  [/Mask|SEGS|SAM\d?|Segment/i, 'mask'],
  [
    /OpenPose|DWPose|DWPreprocessor|Canny|LineArt|Scribble|HED|Normal.*Preprocessor|TilePreprocessor/i,
    'steering',
  ],
  [
    /Seed|Switch|Math|String|Text|Number|Integer|Float|Boolean|Constant|^Get|^Set|Context|Pipe|Bus|Concat/i,
    'value',
  ],
  [/Image|Color|Blur|Sharpen|Composite|Blend|Batch/i, 'picture'],
];

/** What to do instead of a node that has no counterpart. @param isSubgraph the class is one of the workflow's own */
export function adviceFor(name: string, isSubgraph: boolean): AdviceId {
  if (isSubgraph) return 'subgraph';
  return KNOWN.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}
