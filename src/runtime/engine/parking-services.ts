import type { Value } from '../../values/value.ts';
import type { Asset } from '../node.ts';
import type { PreparedState, TaskServices } from './lane.ts';
import type { PoolRequest } from './lane-pool.ts';

/** Called when a task begins to wait for others, and when it goes on. */
export interface ParkingPlace {
  park(): void;
  goOn(): void;
}

/** Services of a task that tells whenever it waits for a chunk which somebody still makes. */
export class ParkingServices implements TaskServices {
  readonly #request: Pick<PoolRequest, 'services' | 'isChunkReady'>;
  readonly #place: ParkingPlace;

  constructor(request: Pick<PoolRequest, 'services' | 'isChunkReady'>, place: ParkingPlace) {
    this.#request = request;
    this.#place = place;
  }

  progress(fraction: number, note?: string): void {
    this.#request.services.progress(fraction, note);
  }

  notice(message: string): void {
    this.#request.services.notice(message);
  }

  preview(value: Value): void {
    this.#request.services.preview(value);
  }

  readAsset(reference: string): Promise<Asset> {
    return this.#request.services.readAsset(reference);
  }

  readPrepared(): Promise<PreparedState> {
    return this.#request.services.readPrepared();
  }

  async readChunk(port: string, index: number): Promise<Uint8ClampedArray> {
    const { services } = this.#request;
    if (this.#request.isChunkReady?.(port, index) ?? true) return services.readChunk(port, index);
    this.#place.park();
    try {
      return await services.readChunk(port, index);
    } finally {
      this.#place.goOn();
    }
  }
}
