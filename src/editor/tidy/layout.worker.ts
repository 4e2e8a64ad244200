import { layOut } from './lay-out.ts';
import type { LayoutGraph } from './layout-graph.ts';

self.addEventListener('message', ({ data }: MessageEvent<LayoutGraph>) => self.postMessage(layOut(data)));
