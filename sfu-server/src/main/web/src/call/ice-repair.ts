import type { types } from 'mediasoup-client';
import { SignalingError, type Signaling } from '../signaling/signaling.ts';

const PATIENCE_MILLIS = 2_000; // many interruptions heal by themselves
const RESTART_ANSWER_MILLIS = 5_000;
const REPAIR_MILLIS = 12_000;
/** Where the network is gone the signaling is too, and the place in the room is kept about so long. */
const WITHOUT_SIGNALING_MILLIS = 30_000;
const AGAIN_MILLIS = 1_000;

export interface RepairListener {
  /** The media path is interrupted, or works again. */
  troubled(troubled: boolean): void;
  /** An ICE restart did not help. */
  lost(): void;
}

/** Watches one transport and restarts ICE when its path breaks. */
export class IceRepair {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #repairing = false;
  #giveUpAt = 0;

  constructor(
    private readonly transport: types.Transport,
    private readonly signaling: Signaling,
    private readonly listener: RepairListener,
  ) {
    transport.on('connectionstatechange', (state) => this.#changed(state));
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #changed(state: types.ConnectionState): void {
    switch (state) {
      case 'connected':
        clearTimeout(this.#timer);
        this.#repairing = false;
        this.listener.troubled(false);
        return;
      case 'disconnected':
      case 'failed':
        if (!this.#repairing) {
          this.#repairing = true;
          this.#giveUpAt = performance.now() + WITHOUT_SIGNALING_MILLIS;
          this.listener.troubled(true);
          this.#after(state === 'failed' ? 0 : PATIENCE_MILLIS, () => void this.#restart());
        }
        return;
      case 'closed':
        this.close();
        return;
      case 'new':
      case 'connecting':
        return;
    }
  }

  async #restart(): Promise<void> {
    this.#after(REPAIR_MILLIS, () => this.listener.lost());
    try {
      const { iceParameters } = await this.signaling.request(
        'restartIce',
        { transportId: this.transport.id },
        RESTART_ANSWER_MILLIS,
      );
      await this.transport.restartIce({ iceParameters });
    } catch (error) {
      if (this.transport.closed) {
        return;
      }
      this.close();
      if (error instanceof SignalingError && error.code === 'closed' && performance.now() < this.#giveUpAt) {
        this.#after(AGAIN_MILLIS, () => void this.#restart());
      } else {
        this.listener.lost();
      }
    }
  }

  #after(millis: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, millis);
  }
}
