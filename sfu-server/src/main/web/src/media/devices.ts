import { text, type TextKey } from '../text.ts';

/** The devices that a person can choose from. */
export interface DeviceLists {
  readonly camera: readonly DeviceChoice[];
  readonly microphone: readonly DeviceChoice[];
  readonly speaker: readonly DeviceChoice[];
}

export interface DeviceChoice {
  readonly deviceId: string;
  readonly label: string;
}

export type DevicePurpose = keyof DeviceLists;

export const NO_DEVICES: DeviceLists = { camera: [], microphone: [], speaker: [] };

const NAMES = { camera: 'device.camera', microphone: 'device.microphone', speaker: 'device.speaker' } as const satisfies Record<DevicePurpose, TextKey>;

/** Whether sound can be sent to a speaker of one's choice (not in Safari). */
export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

export async function listDevices(): Promise<DeviceLists> {
  try {
    return sortDevices(await navigator.mediaDevices.enumerateDevices());
  } catch {
    return NO_DEVICES;
  }
}

/** The names of cameras and microphones that were not there before; none when nothing was known before. */
export function newDevices(before: DeviceLists, now: DeviceLists): string[] {
  const added = (purpose: 'camera' | 'microphone') => {
    const known = new Set(before[purpose].map(({ deviceId }) => deviceId));
    return known.size === 0 ? [] : now[purpose].filter(({ deviceId }) => !known.has(deviceId)).map(({ label }) => label);
  };
  return [...new Set([...added('camera'), ...added('microphone')])];
}

/** Devices by purpose. Those without an id are left out: before permission the browser hides what they are. */
export function sortDevices(devices: readonly Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>[]): DeviceLists {
  const choices = (kind: MediaDeviceKind, purpose: DevicePurpose): DeviceChoice[] =>
    devices
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map((device, index) => ({
        deviceId: device.deviceId,
        label: device.label || `${text(NAMES[purpose])} ${index + 1}`,
      }));
  return {
    camera: choices('videoinput', 'camera'),
    microphone: choices('audioinput', 'microphone'),
    speaker: choices('audiooutput', 'speaker'),
  };
}
