import type { NodeDeclaration } from '../runtime/node.ts';
import { animateNode } from './animate/animate.node.ts';
import { cameraPathNode } from './camera-path/camera-path.node.ts';
import { compareNode } from './compare/compare.node.ts';
import { cropNode } from './crop/crop.node.ts';
import { depthNode } from './depth/depth.node.ts';
import { depthEditNode } from './depth-edit/depth-edit.node.ts';
import { detectFacesNode } from './detect-faces/detect-faces.node.ts';
import { diffusionSamplerNode } from './diffusion-sampler/diffusion-sampler.node.ts';
import { encodeNode } from './encode/encode.node.ts';
import { keyframesNode } from './keyframes/keyframes.node.ts';
import { landmarkEditNode } from './landmark-edit/landmark-edit.node.ts';
import { landmarksNode } from './landmarks/landmarks.node.ts';
import { loadImageNode } from './load-image/load-image.node.ts';
import { loopBlendNode } from './loop-blend/loop-blend.node.ts';
import { maskFromRegionsNode } from './mask-from-regions/mask-from-regions.node.ts';
import { maskPaintNode } from './mask-paint/mask-paint.node.ts';
import { matteNode } from './matte/matte.node.ts';
import { motionEditNode } from './motion-edit/motion-edit.node.ts';
import { motionPromptNode } from './motion-prompt/motion-prompt.node.ts';
import { naturalMotionNode } from './natural-motion/natural-motion.node.ts';
import { numberNode } from './number/number.node.ts';
import { orderTakesNode } from './order-takes/order-takes.node.ts';
import { outputNode } from './output/output.node.ts';
import { previewNode } from './preview/preview.node.ts';
import { rankTakesNode } from './rank-takes/rank-takes.node.ts';
import { regionsNode } from './regions/regions.node.ts';
import { seedNode } from './seed/seed.node.ts';
import { switchNode } from './switch/switch.node.ts';
import { takeReportNode } from './take-report/take-report.node.ts';
import { textNode } from './text/text.node.ts';

/** Every node that ships, in palette order. A new node is one folder and one line here. */
export const NODE_DECLARATIONS: readonly NodeDeclaration[] = [
  loadImageNode,
  numberNode,
  seedNode,
  textNode,
  switchNode,
  detectFacesNode,
  cropNode,
  landmarksNode,
  landmarkEditNode,
  matteNode,
  maskPaintNode,
  regionsNode,
  maskFromRegionsNode,
  depthNode,
  depthEditNode,
  motionPromptNode,
  diffusionSamplerNode,
  naturalMotionNode,
  keyframesNode,
  motionEditNode,
  cameraPathNode,
  rankTakesNode,
  orderTakesNode,
  animateNode,
  loopBlendNode,
  takeReportNode,
  compareNode,
  encodeNode,
  previewNode,
  outputNode,
];
