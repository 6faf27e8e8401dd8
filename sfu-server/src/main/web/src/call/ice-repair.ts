import type { types } from 'mediasoup-client';
import type { Signaling } from '../signaling/signaling.ts';

const PATIENCE_MILLIS = 2_000; // many interruptions heal by themselves
const RESTART_ANSWER_MILLIS = 5_000;
const REPAIR_MILLIS = 12_000;

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
    } catch {
      if (!this.transport.closed) {
        this.close();
        this.listener.lost();
      }
    }
  }

  #after(millis: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, millis);
  }
}
