import { Emitter } from '../events.ts';
import { preference, remember } from '../preferences.ts';
import type { Source } from '../protocol.ts';
import { capture, captureBoth, devicesReachable, type Captured } from './capture.ts';
import { listDevices, newDevices, NO_DEVICES, type DeviceLists } from './devices.ts';
import type { Failure } from './failures.ts';

/** One's own camera or microphone. */
export interface SourceState {
  /** What the person asked for; the device may have failed to follow. */
  readonly wanted: boolean;
  readonly track?: MediaStreamTrack;
  readonly failure?: Failure;
  /** A device is being started. */
  readonly starting: boolean;
}

interface LocalMediaEvents {
  changed: Source;
  devices: DeviceLists;
  /** A camera or microphone was plugged in, of this name. */
  plugged: string;
  /** A device was unplugged; whatever took its place is in the state. */
  unplugged: Source;
}

/**
 * One's own camera and microphone, before and during the call. A camera that is switched off is stopped, so
 * that its light goes out; a muted microphone stays open but sends silence, so that it is back at once.
 */
export class LocalMedia extends Emitter<LocalMediaEvents> {
  #states: Record<Source, SourceState> = {
    camera: { wanted: true, starting: false },
    microphone: { wanted: true, starting: false },
  };
  #devices = NO_DEVICES;
  #closed = false;
  readonly #onDeviceChange = () => void this.#refreshDevices();

  constructor() {
    super();
    if (devicesReachable()) {
      navigator.mediaDevices.addEventListener('devicechange', this.#onDeviceChange);
    }
  }

  get camera(): SourceState {
    return this.#states.camera;
  }

  get microphone(): SourceState {
    return this.#states.microphone;
  }

  get devices(): DeviceLists {
    return this.#devices;
  }

  /** Whether others get something from this source. */
  isLive(source: Source): boolean {
    const state = this.#states[source];
    return state.wanted && state.track !== undefined;
  }

  /** Asks for both devices at once. Never throws: trouble is in the states. */
  async open(): Promise<void> {
    this.#set('camera', { wanted: true, starting: true });
    this.#set('microphone', { wanted: true, starting: true });
    const asked = { camera: preference('camera'), microphone: preference('microphone') };
    const captured = await captureBoth(asked);
    for (const source of ['camera', 'microphone'] as const) {
      this.#take(source, await this.#asChosen(source, asked[source], captured[source]));
    }
    await this.#refreshDevices();
  }

  /** Tries again whatever failed. */
  async retry(): Promise<void> {
    const { camera, microphone } = this.#states;
    if (camera.failure && microphone.failure) {
      await this.open();
    } else if (camera.failure || microphone.failure) {
      await this.#start(camera.failure ? 'camera' : 'microphone');
    }
  }

  async turn(source: Source, on: boolean): Promise<void> {
    const state = this.#states[source];
    if (state.starting) {
      // Whoever is muted while a device starts is muted when it has.
      this.#states = { ...this.#states, [source]: { ...state, wanted: on } };
      return;
    }
    if (state.wanted === on && (state.track !== undefined || !on)) {
      return;
    }
    if (!on) {
      this.#turnOff(source, state);
    } else if (state.track) {
      state.track.enabled = true;
      this.#set(source, { wanted: true, starting: false, track: state.track });
    } else {
      await this.#start(source);
    }
  }

  async choose(source: Source, deviceId: string): Promise<void> {
    remember(source, deviceId);
    const { wanted, failure } = this.#states[source];
    if (wanted || failure || source === 'microphone') {
      await this.#start(source);
    }
  }

  get suppressesNoise(): boolean {
    return preference('noise-suppression') !== 'off';
  }

  /** Takes the noise out of one's own sound, or leaves it as it is; the microphone starts anew and stays muted if it was. */
  async suppressNoise(on: boolean): Promise<void> {
    remember('noise-suppression', on ? 'on' : 'off');
    if (this.#states.microphone.track) {
      await this.#start('microphone');
    }
  }

  /** The id of the device in use, or of the one that would be used. */
  chosenDevice(source: Source): string | undefined {
    return this.#states[source].track?.getSettings().deviceId ?? preference(source);
  }

  /** Stops every device. */
  close(): void {
    this.#closed = true;
    if (devicesReachable()) {
      navigator.mediaDevices.removeEventListener('devicechange', this.#onDeviceChange);
    }
    for (const source of ['camera', 'microphone'] as const) {
      this.#stopTrack(source);
    }
  }

  #turnOff(source: Source, state: SourceState): void {
    if (source === 'camera' || !state.track) {
      this.#stopTrack(source);
      this.#set(source, { wanted: false, starting: false });
    } else {
      state.track.enabled = false;
      this.#set(source, { wanted: false, starting: false, track: state.track });
    }
  }

  async #start(source: Source): Promise<void> {
    const before = this.#states[source];
    if (before.starting) {
      return;
    }
    // A microphone that is exchanged while muted stays muted.
    const wanted = before.track ? before.wanted : true;
    // Phones cannot hold two cameras open: the old device goes first.
    this.#stopTrack(source);
    this.#set(source, { wanted, starting: true });
    const asked = preference(source);
    this.#take(source, await this.#asChosen(source, asked, await capture(source, asked)));
    await this.#refreshDevices();
  }

  /** What was captured, unless another device was chosen while it started: then that one. */
  async #asChosen(source: Source, asked: string | undefined, captured: Captured): Promise<Captured> {
    let chosen = preference(source);
    while (chosen !== asked && !this.#closed) {
      if ('track' in captured) {
        this.#release(captured.track);
      }
      asked = chosen;
      captured = await capture(source, asked);
      chosen = preference(source);
    }
    return captured;
  }

  #take(source: Source, captured: Captured): void {
    if ('failure' in captured) {
      this.#set(source, { wanted: false, starting: false, failure: captured.failure });
      return;
    }
    const { track } = captured;
    if (this.#closed) {
      track.stop();
      return;
    }
    const { wanted } = this.#states[source];
    if (source === 'camera' && !wanted) {
      track.stop();
      this.#set(source, { wanted, starting: false });
      return;
    }
    track.enabled = wanted;
    track.onended = () => void this.#unplugged(source, track);
    this.#set(source, { wanted, starting: false, track });
  }

  async #unplugged(source: Source, track: MediaStreamTrack): Promise<void> {
    if (this.#states[source].track !== track || this.#closed) {
      return;
    }
    await this.#start(source);
    this.emit('unplugged', source);
  }

  #stopTrack(source: Source): void {
    const { track } = this.#states[source];
    if (track) {
      this.#release(track);
    }
  }

  #release(track: MediaStreamTrack): void {
    track.onended = null;
    track.stop();
  }

  #set(source: Source, state: SourceState): void {
    this.#states = { ...this.#states, [source]: state };
    this.emit('changed', source);
  }

  async #refreshDevices(): Promise<void> {
    const devices = await listDevices();
    if (!this.#closed) {
      const plugged = newDevices(this.#devices, devices);
      this.#devices = devices;
      this.emit('devices', devices);
      plugged.forEach((label) => this.emit('plugged', label));
    }
  }
}
