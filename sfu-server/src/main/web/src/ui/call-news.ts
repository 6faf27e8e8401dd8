import type { Call } from '../call/call.ts';
import type { Person } from '../call/people.ts';
import { may } from '../call/permissions.ts';
import { drainingSentence } from '../call/refusal.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { Source } from '../protocol.ts';
import { nodesOf, worded } from '../text.ts';
import type { Announcer } from './announcer.ts';
import { nameElement } from './element.ts';
import type { Sounds } from './sounds.ts';

const NOT_SENT = { camera: 'web.call.camera-not-sent', microphone: 'web.call.microphone-not-sent' } as const;

/** Tells who comes and goes, and what of one's own is not sent; returns the functions that stop it. */
export function tellNews(call: Call, local: LocalMedia, news: Announcer, sounds: Sounds): (() => void)[] {
  const cameOrWent = (key: 'call.joined' | 'call.left', { displayName }: Person) => {
    if (call.state.phase === 'joined') {
      sounds.play(key === 'call.joined' ? 'join' : 'leave');
      news.say(...nodesOf(key, nameElement(displayName)));
    }
  };
  const notSent = (source: Source) => {
    const { meeting } = call;
    if (meeting.offered && !may(meeting.self?.role, 'produce')) {
      void local.turn(source, false);
      news.instruct(worded('web.call.viewer'));
    } else {
      news.instruct(worded(NOT_SENT[source]));
    }
  };
  return [
    call.on('sendFailure', notSent),
    call.on('draining', (seconds) => news.instruct(drainingSentence(seconds))),
    call.people.on('added', (person) => cameOrWent('call.joined', person)),
    call.people.on('removed', (person) => cameOrWent('call.left', person)),
  ];
}
