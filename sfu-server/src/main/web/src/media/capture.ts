import { preference } from '../preferences.ts';
import type { Source } from '../protocol.ts';
import { failureOf, type Failure } from './failures.ts';

export type Captured = { track: MediaStreamTrack } | { failure: Failure };
export type DeviceIds = Partial<Record<Source, string | undefined>>;

/** Whether the browser offers devices here at all: it does so in a secure context only. */
export function devicesReachable(): boolean {
  return Boolean(globalThis.navigator?.mediaDevices?.getUserMedia);
}

/** Starts one device. A device that was remembered and is gone gives way to the default one. */
export async function capture(source: Source, deviceId: string | undefined): Promise<Captured> {
  if (!devicesReachable()) {
    return { failure: 'insecure' };
  }
  try {
    return await captureExactly(source, deviceId);
  } catch (error) {
    if (deviceId !== undefined && failureOf(error) === 'missing') {
      return capture(source, undefined);
    }
    return { failure: failureOf(error) };
  }
}

/**
 * Starts camera and microphone with a single question to the person; when one of them is the trouble,
 * the other one is started alone.
 */
export async function captureBoth(ids: DeviceIds): Promise<Record<Source, Captured>> {
  if (!devicesReachable()) {
    return { camera: { failure: 'insecure' }, microphone: { failure: 'insecure' } };
  }
  const present = await devicesPresent();
  if (!present.camera || !present.microphone) {
    return {
      camera: present.camera ? await capture('camera', ids.camera) : { failure: 'missing' },
      microphone: present.microphone ? await capture('microphone', ids.microphone) : { failure: 'missing' },
    };
  }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: constraints('camera', ids.camera),
      audio: constraints('microphone', ids.microphone),
    });
    return { camera: trackOf(stream, 'camera'), microphone: trackOf(stream, 'microphone') };
  } catch (error) {
    return captureApart(ids, failureOf(error));
  }
}

async function captureApart(ids: DeviceIds, failure: Failure): Promise<Record<Source, Captured>> {
  if (failure !== 'refused') {
    return { camera: await capture('camera', ids.camera), microphone: await capture('microphone', ids.microphone) };
  }
  // A second question after a "no" would pester: ask again only for what was allowed before.
  const refused: Captured = { failure };
  const allowed = { camera: await permitted('camera'), microphone: await permitted('microphone') };
  return {
    camera: allowed.camera ? await capture('camera', ids.camera) : refused,
    microphone: allowed.microphone ? await capture('microphone', ids.microphone) : refused,
  };
}

async function captureExactly(source: Source, deviceId: string | undefined): Promise<Captured> {
  const stream = await navigator.mediaDevices.getUserMedia(
    source === 'camera' ? { video: constraints(source, deviceId) } : { audio: constraints(source, deviceId) },
  );
  return trackOf(stream, source);
}

function trackOf(stream: MediaStream, source: Source): Captured {
  const [track] = source === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks();
  return track ? { track } : { failure: 'missing' };
}

function constraints(source: Source, deviceId: string | undefined): MediaTrackConstraints {
  const device: MediaTrackConstraints = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
  return source === 'camera'
    ? { ...device, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }
    : { ...device, echoCancellation: true, noiseSuppression: preference('noise-suppression') !== 'off', autoGainControl: true };
}

async function devicesPresent(): Promise<Record<Source, boolean>> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return {
      camera: devices.some((device) => device.kind === 'videoinput'),
      microphone: devices.some((device) => device.kind === 'audioinput'),
    };
  } catch {
    return { camera: true, microphone: true };
  }
}

async function permitted(source: Source): Promise<boolean> {
  try {
    // Firefox before 132 does not know these names and throws.
    const status = await navigator.permissions.query({ name: source as PermissionName });
    return status.state === 'granted';
  } catch {
    return false;
  }
}
