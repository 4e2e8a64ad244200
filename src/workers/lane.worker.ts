import { NODE_DECLARATIONS } from '../nodes/index.ts';
import { readOwnModel } from './read-model.ts';
import { serveLane } from './serve-lane.ts';

serveLane({ declarations: NODE_DECLARATIONS, readModel: readOwnModel });
