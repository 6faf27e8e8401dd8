import { AudioLevel } from '../media/audio-level.ts';
import { inCallSentence } from '../media/failures.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { Source } from '../protocol.ts';
import { text, worded } from '../text.ts';
import type { Announcer } from './announcer.ts';
import type { ControlBar } from './control-bar.ts';
import { HeldSpace, listenForSpace } from './held-space.ts';
import type { PeopleStage } from './people-stage.ts';

const SPEAKING_LEVEL = 0.5;

const UNPLUGGED = { camera: 'web.call.camera-unplugged', microphone: 'web.call.microphone-unplugged' } as const;
const SWITCHED = {
  camera: { on: 'web.call.camera-on', off: 'web.call.camera-off' },
  microphone: { on: 'web.call.microphone-on', off: 'web.call.microphone-off' },
} as const;

/** One's own camera and microphone in the call: on the buttons, on one's tile, in words, and under the Space bar. */
export class OwnMedia {
  readonly #level = new AudioLevel();
  readonly #held: HeldSpace;
  readonly #stops: (() => void)[];
  /** Whether others get something, as it was last read out. */
  readonly #live: Record<Source, boolean>;

  constructor(
    private readonly local: LocalMedia,
    private readonly name: string,
    private readonly people: PeopleStage,
    private readonly bar: ControlBar,
    private readonly news: Announcer,
  ) {
    this.#live = { camera: local.isLive('camera'), microphone: local.isLive('microphone') };
    this.#held = new HeldSpace({
      get ready() {
        return local.microphone.track !== undefined && !local.microphone.starting;
      },
      get live() {
        return local.isLive('microphone');
      },
      turn: (on) => void local.turn('microphone', on),
    });
    this.#stops = [
      local.on('changed', (source) => this.#changed(source)),
      local.on('plugged', (device) => news.say(text('web.call.plugged', device))),
      local.on('unplugged', (source) => this.#unplugged(source)),
      listenForSpace(this.#held),
    ];
    this.show();
  }

  /** Whether one's own microphone hears a voice. */
  get speaking(): boolean {
    return this.#level.current() >= SPEAKING_LEVEL;
  }

  toggle(source: Source): void {
    if (source === 'microphone') {
      this.#held.overrule();
    }
    void this.local.turn(source, !this.local.isLive(source));
  }

  show(): void {
    const { camera, microphone } = this.local;
    this.people.showSelf({ name: this.name, muted: !this.local.isLive('microphone'), video: camera.track });
    for (const source of ['microphone', 'camera'] as const) {
      const { starting, failure } = this.local[source];
      this.bar.showSource(source, { live: this.local.isLive(source), starting, failed: failure !== undefined });
    }
    this.#level.watch(this.local.isLive('microphone') ? microphone.track : undefined);
  }

  close(): void {
    this.#stops.forEach((stop) => stop());
    this.#level.close();
  }

  #changed(source: Source): void {
    this.show();
    const { failure, starting } = this.local[source];
    const live = this.local.isLive(source);
    if (starting) {
      return;
    }
    if (failure) {
      this.news.instruct(inCallSentence(source, failure));
    } else if (live !== this.#live[source]) {
      this.news.whisper(worded(SWITCHED[source][live ? 'on' : 'off']));
    }
    this.#live[source] = live;
  }

  #unplugged(source: Source): void {
    const { failure, track } = this.local[source];
    if (!failure) {
      this.news.say(text(UNPLUGGED[source], track?.label || worded('web.call.another-device')));
    }
  }
}
