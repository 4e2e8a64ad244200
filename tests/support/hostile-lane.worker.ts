import { modelEntry } from '../../src/inference/manifest.ts';
import { detectFacesNode } from '../../src/nodes/detect-faces/detect-faces.node.ts';
import { serveLane } from '../../src/workers/serve-lane.ts';
import { testNodes } from './arithmetic-nodes.ts';
import { endlessModel } from './endless-model.ts';
import { HEARTBEATS, HOSTILE_NODES } from './hostile-nodes.ts';

const HEARTBEAT_MS = 50;

const heartbeats = new BroadcastChannel(HEARTBEATS);

// A lane's worker as it is, with nodes that mistreat it and with models that never come to an end. From when it has
// read a model until that runs, its heart is heard to beat.
serveLane({
  declarations: [...testNodes().declarations, ...HOSTILE_NODES, detectFacesNode],
  readModel: async (id) => {
    const beat = () => heartbeats.postMessage(id);
    setInterval(beat, HEARTBEAT_MS);
    // It may be the only one, where the model begins at once.
    beat();
    return endlessModel(modelEntry(id));
  },
});
