import { may } from '../call/permissions.ts';
import type { Person } from '../call/people.ts';
import type { RoomRequest } from '../call/room-requests.ts';
import type { ClientPayloads, Role } from '../protocol.ts';
import { worded, type TextKey, type Words } from '../text.ts';
import { confirmAction } from './dialogs.ts';
import type { MenuRow } from './more-menu.ts';

/** Somebody about whom something can be done, as things stand. */
export interface Moderated {
  readonly person: Person;
  readonly role: Role | undefined;
  readonly handRaised: boolean;
  readonly spotlight: boolean;
  readonly muted: boolean;
  readonly picture: boolean;
  ask<Type extends RoomRequest>(type: Type, payload: ClientPayloads[Type]): void;
}

const ROLE_WORDS = {
  owner: 'web.role.owner',
  moderator: 'web.role.moderator',
  participant: 'web.role.participant',
  guest: 'web.role.guest',
  viewer: 'web.role.viewer',
} as const satisfies Record<Role, TextKey>;

/** What to call somebody's role; nothing for the usual one. */
export function roleWords(role: Role | undefined): { role?: Words } {
  return role === undefined || role === 'participant' ? {} : { role: worded(ROLE_WORDS[role]) };
}

/** What somebody of this role may do about another person. Nobody is ever un-muted: that is for each to do. */
export function moderationRows(own: Role | undefined, moderated: Moderated): MenuRow[] {
  const { person, role, handRaised, spotlight, muted, picture, ask } = moderated;
  const { peerId, displayName } = person;
  const rows: (MenuRow & { readonly offered: boolean })[] = [
    { offered: !muted && may(own, 'mutePeer', role), testid: 'menu-mute', icon: 'microphone-off', words: worded('web.person.mute'), act: () => ask('mutePeer', { peerId }) },
    { offered: picture && may(own, 'stopVideo', role), testid: 'menu-stop-video', icon: 'camera-off', words: worded('web.person.stop-video'), act: () => ask('stopVideo', { peerId }) },
    { offered: handRaised && may(own, 'lowerOtherHand', role), testid: 'menu-lower-hand', icon: 'hand', words: worded('web.hand.lower-other'), act: () => ask('lowerHand', { peerId }) },
    {
      offered: may(own, 'setSpotlight'),
      testid: 'menu-spotlight',
      icon: 'speaker-view',
      words: worded(spotlight ? 'web.person.no-spotlight' : 'web.person.spotlight'),
      act: () => ask('setSpotlight', spotlight ? {} : { peerId }),
    },
    {
      offered: may(own, 'setRole', role) && (role === 'participant' || role === 'moderator'),
      testid: 'menu-role',
      icon: 'shield',
      words: worded(role === 'moderator' ? 'web.person.make-participant' : 'web.person.make-moderator'),
      act: () => ask('setRole', { peerId, role: role === 'moderator' ? 'participant' : 'moderator' }),
    },
    {
      offered: may(own, 'removePeer', role),
      testid: 'menu-remove',
      icon: 'leave-room',
      words: worded('web.person.remove'),
      danger: true,
      act: () => confirmAction(worded('web.person.remove-title', displayName), worded('web.person.remove-text'), worded('web.person.remove'), () => ask('removePeer', { peerId })),
    },
    {
      offered: may(own, 'banPeer', role),
      testid: 'menu-ban',
      icon: 'ban',
      words: worded('web.person.ban'),
      danger: true,
      act: () => confirmAction(worded('web.person.ban-title', displayName), worded('web.person.ban-text'), worded('web.person.ban'), () => ask('banPeer', { peerId })),
    },
  ];
  return rows.filter(({ offered }) => offered);
}
