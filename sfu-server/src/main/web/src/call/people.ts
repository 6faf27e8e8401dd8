import { Emitter } from '../events.ts';
import { text } from '../text.ts';
import type { ProducerSource } from '../../generated/protocol.ts';
import type { PeerInfo, ProducerInfo, RoomJoined } from '../protocol.ts';

/** Which of the layers of a picture are sent to us, both from 0; undefined while nothing is. */
export interface Layers {
  readonly spatialLayer?: number | undefined;
  readonly temporalLayer?: number | undefined;
}

/** Something that another person sends. */
export interface RemoteMedia {
  readonly producerId: string;
  readonly kind: 'audio' | 'video';
  readonly source: ProducerSource;
  readonly paused: boolean;
  /** Present once the media arrives here. */
  readonly track?: MediaStreamTrack;
  readonly receiver?: RTCRtpReceiver;
  readonly layers?: Layers;
  /** It is in a format that this browser cannot play, so nothing of it comes. */
  readonly undecodable?: boolean;
}

/** Another person in the room, as a value that is replaced whenever something about the person changes. */
export interface Person {
  readonly peerId: string;
  readonly displayName: string;
  readonly media: readonly RemoteMedia[];
}

interface PeopleEvents {
  added: Person;
  changed: Person;
  removed: Person;
}

export function audiosOf(person: Person): readonly RemoteMedia[] {
  return person.media.filter((media) => media.kind === 'audio');
}

/** The screens that somebody shares, the oldest first. */
export function screensOf(person: Person): readonly RemoteMedia[] {
  return person.media.filter((media) => media.source === 'screen' && media.kind === 'video' && !media.paused);
}

/** What of a person arrives here. */
export function tracksOf(person: Person): readonly MediaStreamTrack[] {
  return person.media.flatMap(({ track }) => track ?? []);
}

/** The picture of the person: the newest that is sent and no shared screen. */
export function videoOf(person: Person): RemoteMedia | undefined {
  return person.media.findLast((media) => media.kind === 'video' && media.source !== 'screen' && !media.paused);
}

export function isMuted(person: Person): boolean {
  return audiosOf(person).every((media) => media.paused || media.source === 'screen-audio');
}

/** Everyone else in the room, in the order in which they came. */
export class People extends Emitter<PeopleEvents> {
  readonly #people = new Map<string, Person>();
  readonly #selves = new Set<string>();

  get all(): readonly Person[] {
    return [...this.#people.values()];
  }

  get(peerId: string): Person | undefined {
    return this.#people.get(peerId);
  }

  /**
   * One of the peers that we are or were: until the server notices that a connection is dead, the peer that we were
   * on it still seems to be in the room.
   */
  addSelf(peerId: string): void {
    this.#selves.add(peerId);
  }

  isSelf(peerId: string): boolean {
    return this.#selves.has(peerId);
  }

  /** Takes the room as the server describes it on joining; those who are still there keep their place. */
  replaceAll(room: RoomJoined): void {
    const infos = new Map(room.peerInfos.map((info) => [info.peerId, info]));
    for (const person of this.all) {
      if (!infos.has(person.peerId)) {
        this.remove(person.peerId);
      }
    }
    for (const info of infos.values()) {
      const producers = room.existingProducers.find((entry) => entry.peerId === info.peerId)?.producers ?? [];
      // What arrives already goes on arriving: after a resumption the media is the same.
      const known = new Map(this.get(info.peerId)?.media.map((media) => [media.producerId, media]));
      this.#put({ ...personOf(info), media: producers.map((producer) => ({ ...known.get(producer.producerId), ...mediaOf(producer) })) });
    }
  }

  add(info: Pick<PeerInfo, 'peerId' | 'displayName'>): void {
    this.#put(personOf(info, this.get(info.peerId)?.media));
  }

  remove(peerId: string): void {
    const person = this.#people.get(peerId);
    if (person) {
      this.#people.delete(peerId);
      this.emit('removed', person);
    }
  }

  addMedia(peerId: string, entry: ProducerInfo): void {
    const person = this.get(peerId) ?? personOf({ peerId, displayName: '' });
    const others = person.media.filter((media) => media.producerId !== entry.producerId);
    this.#put({ ...person, media: [...others, mediaOf(entry)] });
  }

  /** The connection is gone: nothing arrives any more, until the next one says otherwise. */
  dropTracks(): void {
    for (const person of this.all) {
      const media = person.media.map(({ producerId, kind, source, paused }) => ({ producerId, kind, source, paused }));
      this.#put({ ...person, media });
    }
  }

  updateMedia(producerId: string, change: Partial<RemoteMedia>): void {
    const person = this.#senderOf(producerId);
    if (person) {
      const media = person.media.map((one) => (one.producerId === producerId ? { ...one, ...change } : one));
      this.#put({ ...person, media });
    }
  }

  removeMedia(producerId: string): void {
    const person = this.#senderOf(producerId);
    if (person) {
      this.#put({ ...person, media: person.media.filter((media) => media.producerId !== producerId) });
    }
  }

  #senderOf(producerId: string): Person | undefined {
    return this.all.find((person) => person.media.some((media) => media.producerId === producerId));
  }

  #put(person: Person): void {
    if (this.#selves.has(person.peerId)) {
      return;
    }
    const known = this.#people.has(person.peerId);
    this.#people.set(person.peerId, person);
    this.emit(known ? 'changed' : 'added', person);
  }
}

function personOf(info: Pick<PeerInfo, 'peerId' | 'displayName'>, media: readonly RemoteMedia[] = []): Person {
  const name = info.displayName.trim();
  // Where there is no name, the end of the id tells people apart.
  return { peerId: info.peerId, displayName: name || text('call.guest', info.peerId.slice(-4)), media };
}

function mediaOf(entry: ProducerInfo): RemoteMedia {
  const { producerId, kind, paused } = entry;
  // A client of the base protocol does not say what it sends.
  return { producerId, kind, paused, source: entry.source ?? (kind === 'video' ? 'camera' : 'microphone') };
}
