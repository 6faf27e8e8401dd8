import type { Notice } from '../protocol.ts';

/** What can be asked of a room one is in, and the news that answers it. */
export const ROOM_REQUESTS = {
  raiseHand: 'handsChanged',
  lowerHand: 'handsChanged',
  sendReaction: 'reactionShown',
  sendChat: 'chatMessage',
  mutePeer: 'peerMuted',
  muteAll: 'allMuted',
  stopVideo: 'videoStopped',
  removePeer: 'peerRemoved',
  banPeer: 'peerRemoved',
  lockRoom: 'roomSettingsChanged',
  setLobby: 'roomSettingsChanged',
  setPassword: 'roomSettingsChanged',
  setChatHistory: 'roomSettingsChanged',
  setRole: 'peerChanged',
  setSpotlight: 'spotlightChanged',
  endRoom: 'roomClosed',
  admitPeer: 'lobbyChanged',
  denyPeer: 'lobbyChanged',
  setLayout: 'layoutTaken',
} as const satisfies Partial<Record<keyof import('../../generated/protocol.ts').Answers, Notice['type']>>;

export type RoomRequest = keyof typeof ROOM_REQUESTS;
