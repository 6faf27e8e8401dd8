import type { ClientPayloads, Role } from '../protocol.ts';

/** What not everybody may do; the server decides, this only keeps from offering what it would refuse. */
export type Command = Extract<
  keyof ClientPayloads,
  | 'produce' | 'raiseHand' | 'sendReaction' | 'sendChat' | 'mutePeer' | 'muteAll' | 'stopVideo' | 'removePeer' | 'banPeer'
  | 'lockRoom' | 'admitPeer' | 'denyPeer' | 'setSpotlight' | 'endRoom' | 'setLobby' | 'setPassword' | 'setChatHistory' | 'setRole'
> | 'sendPrivateChat' | 'lowerOtherHand';

/** From the highest to the lowest. */
export const ROLES: readonly Role[] = ['owner', 'moderator', 'participant', 'guest', 'viewer'];

const LOWEST: Record<Command, Role> = {
  raiseHand: 'viewer',
  sendReaction: 'viewer',
  sendChat: 'guest',
  produce: 'guest',
  sendPrivateChat: 'participant',
  lowerOtherHand: 'moderator',
  mutePeer: 'moderator',
  muteAll: 'moderator',
  stopVideo: 'moderator',
  removePeer: 'moderator',
  banPeer: 'moderator',
  lockRoom: 'moderator',
  admitPeer: 'moderator',
  denyPeer: 'moderator',
  setSpotlight: 'moderator',
  endRoom: 'moderator',
  setLobby: 'owner',
  setPassword: 'owner',
  setChatHistory: 'owner',
  setRole: 'owner',
};

/** Whether somebody of this role may do this, to somebody of another role if it concerns one. */
export function may(role: Role | undefined, command: Command, other?: Role): boolean {
  if (role === undefined || rank(role) > rank(LOWEST[command])) {
    return false;
  }
  return other === undefined || rank(other) >= rank(role);
}

function rank(role: Role): number {
  return ROLES.indexOf(role);
}
