import { Call, type CallState } from '../call/call.ts';
import { DataSaver } from '../call/data-saver.ts';
import type { Greeting } from '../call/greeting.ts';
import { tracksOf } from '../call/people.ts';
import { QualityMonitor } from '../call/quality-monitor.ts';
import { refusalSentence } from '../call/refusal.ts';
import { SpeakingMonitor } from '../call/speaking.ts';
import { VideoChoice } from '../call/video-choice.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { VisibleProducer } from '../protocol.ts';
import { onLanguage, worded, type Words } from '../text.ts';
import { Announcer } from '../ui/announcer.ts';
import { textButton } from '../ui/buttons.ts';
import { tellNews } from '../ui/call-news.ts';
import { ConnectionBanner } from '../ui/connection-banner.ts';
import { ControlBar } from '../ui/control-bar.ts';
import { confirmLeaving } from '../ui/dialogs.ts';
import { askPassword, waitingRoom } from '../ui/door.ts';
import { element } from '../ui/element.ts';
import { openKeyboard } from '../ui/keyboard.ts';
import { MeetingView } from '../ui/meeting-view.ts';
import { openMore } from '../ui/more-menu.ts';
import { OwnMedia } from '../ui/own-media.ts';
import { PeopleStage } from '../ui/people-stage.ts';
import { saveProblemReport } from '../ui/problem-report.ts';
import { RemoteAudio } from '../ui/remote-audio.ts';
import { openSettings } from '../ui/settings-dialog.ts';
import { listenForShortcuts, type ShortcutKey } from '../ui/shortcuts.ts';
import { openView } from '../ui/view-dialog.ts';
import { ShareNote } from '../ui/share-note.ts';
import { Sounds } from '../ui/sounds.ts';
import { StatisticsPanel } from '../ui/statistics-panel.ts';
import { keepScreenOn } from '../ui/wake-lock.ts';
import { say } from '../ui/wording.ts';
import { signalingUrl, type Navigation, type Page } from './page.ts';

const LISTEN_EVERY_MILLIS = 150;

/** The call itself: shows the model and turns what the person does into its commands. */
export class CallPage implements Page {
  readonly title: Words;
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #people: PeopleStage;
  readonly #meeting: MeetingView;
  readonly #saver = new DataSaver();
  readonly #videos = new VideoChoice(this.#saver, (visible) => this.#tellLayout(visible), (spared) => this.#people.showSpared(spared));
  readonly #door: HTMLElement;
  readonly #shareNote: ShareNote;
  readonly #audio: RemoteAudio;
  readonly #banner: ConnectionBanner;
  readonly #news = new Announcer();
  readonly #bar: ControlBar;
  readonly #speaking: SpeakingMonitor;
  readonly #own: OwnMedia;
  readonly #sounds = new Sounds();
  readonly #statistics = new StatisticsPanel();
  readonly #quality: QualityMonitor;
  readonly #hear: HTMLButtonElement;
  readonly #waiting = element('p', { class: 'waiting', role: 'status', 'data-testid': 'waiting' });
  readonly #stops: (() => void)[] = [];

  constructor(
    private readonly room: string,
    name: string,
    token: string,
    private readonly local: LocalMedia,
    greeting: Greeting,
    private readonly navigation: Navigation,
  ) {
    this.title = worded('call.title', room);
    this.#call = new Call({ url: signalingUrl(), greeting, roomId: room, displayName: name, token, local, saver: this.#saver });
    this.#hear = textButton(worded('web.call.hear'), { testid: 'unblock-audio', kind: 'primary' }, () => void this.#audio.unblock());
    this.#hear.hidden = true;
    this.#audio = new RemoteAudio(this.#call.people, (blocked) => (this.#hear.hidden = !blocked));
    this.#people = new PeopleStage(this.#call.people, this.#audio, (visible, arriving) => this.#videos.show(visible, arriving));
    this.#quality = new QualityMonitor(() => this.#call.reports(), () => this.#showFigures());
    this.#banner = new ConnectionBanner(() => this.#call.retryNow());
    this.#bar = new ControlBar(room, {
      toggle: (source) => this.#own.toggle(source),
      share: () => this.#meeting.toggleShare(),
      hand: () => this.#meeting.toggleHand(),
      react: () => this.#meeting.openReactions(),
      chat: () => this.#meeting.toggleChat(),
      people: () => this.#meeting.togglePeople(),
      view: () => this.#openView(),
      more: () => this.#openMore(),
      leave: () => this.#call.leave(),
    });
    this.#own = new OwnMedia(local, name, this.#people, this.#bar, this.#news);
    this.#shareNote = new ShareNote(this.#call.screen, this.#news);
    this.#door = waitingRoom(room, () => this.#call.leave());
    this.#meeting = new MeetingView({
      call: this.#call,
      local,
      name,
      stage: this.#people,
      news: this.#news,
      sounds: this.#sounds,
      onButtons: (buttons) => this.#bar.showMeeting(buttons),
    });
    this.#speaking = new SpeakingMonitor(this.#call.people);
    const heading = element('h1', { class: 'visually-hidden', tabindex: -1 }, worded('call.in-room', room));
    this.element = element(
      'main',
      { class: 'call', 'data-testid': 'call' },
      heading,
      this.#people.element,
      this.#statistics.element,
      element('div', { class: 'overlay' }, this.#banner.element, this.#hear, this.#shareNote.element, this.#waiting, this.#news.element),
      this.#meeting.panel.element,
      this.#bar.element,
      this.#door,
      this.#audio.element,
    );
    this.#listen();
    this.#showState(this.#call.state);
    void this.#call.run();
    // The join button that had it is gone; from here it is read out where one is, and the switches come next.
    queueMicrotask(() => heading.focus({ preventScroll: true }));
  }

  close(): void {
    // First deaf, then gone: leaving must not lead to yet another page.
    this.#stops.forEach((stop) => stop());
    this.#call.leave();
    this.#speaking.close();
    this.#quality.close();
    this.#sounds.close();
    this.#own.close();
    this.#meeting.close();
    this.#shareNote.close();
    this.#videos.close();
    this.#audio.close();
    this.#banner.close();
    this.#news.close();
    this.#people.close();
    this.local.close();
    document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
    this.element.remove();
  }

  #listen(): void {
    const { people } = this.#call;
    const levelTimer = setInterval(() => this.#listenToAll(), LISTEN_EVERY_MILLIS);
    const onNetwork = () => this.#banner.show(this.#call.state);
    // After sleep or a network change a dead socket would go unnoticed for long.
    const onVisible = () => document.visibilityState === 'visible' && this.#call.retryNow();
    document.addEventListener('visibilitychange', onVisible);
    addEventListener('offline', onNetwork);
    addEventListener('online', onNetwork);
    this.#stops.push(
      this.#call.on('state', (state) => this.#showState(state)),
      ...tellNews(this.#call, this.local, this.#news, this.#sounds),
      people.on('added', () => this.#showCount()),
      people.on('removed', () => this.#showCount()),
      listenForShortcuts((key) => this.#shortcut(key)),
      onLanguage(() => this.#showEveryone()),
      keepScreenOn(),
      () => clearInterval(levelTimer),
      () => document.removeEventListener('visibilitychange', onVisible),
      () => removeEventListener('offline', onNetwork),
      () => removeEventListener('online', onNetwork),
    );
  }

  #showState(state: CallState): void {
    this.element.dataset['state'] = state.phase;
    this.#banner.show(state);
    this.#showCount();
    this.#door.hidden = state.phase !== 'knocking';
    if (state.phase === 'joined') {
      this.#videos.forget();
    }
    if (state.phase === 'password') {
      this.#askPassword(state.wrong);
    }
    if (state.phase === 'left') {
      this.navigation.left(this.room, worded('left.left'));
    } else if (state.phase === 'refused') {
      this.navigation.left(this.room, refusalSentence(state.refusal));
    }
  }

  #askPassword(wrong: boolean): void {
    const lead = worded(wrong ? 'password.wrong' : 'password.lead');
    askPassword(worded('password.title'), lead, worded('password.enter'), false, (password) => {
      if (password === undefined) {
        this.#call.leave();
      } else {
        this.#call.givePassword(password);
      }
    });
  }

  async #tellLayout(visible: readonly VisibleProducer[]): Promise<void> {
    if (this.#call.meeting.offered) {
      await this.#call.request('setLayout', { visible });
    }
  }

  #showEveryone(): void {
    this.#own.show();
    this.#people.refresh();
  }

  #showCount(): void {
    const others = this.#call.people.all.length;
    const { phase } = this.#call.state;
    const alone = others === 0 && phase === 'joined';
    this.#bar.showCount(others + 1);
    this.#bar.alone = alone;
    say(this.#waiting, phase === 'joining' ? worded('join.joining') : worded('call.alone'));
    this.#waiting.hidden = !alone && phase !== 'joining';
  }

  #listenToAll(): void {
    this.#people.selfSpeaking = this.#own.speaking;
    this.#people.hear(this.#speaking.speaking, performance.now());
  }

  #switchView(): void {
    const { mode } = this.#people.switchView();
    this.#news.whisper(worded(mode === 'grid' ? 'view.grid-said' : 'view.speaker-said'));
  }

  #openView(): void {
    openView(this.#people.view, (view) => (this.#people.view = view), this.element);
  }

  #openMore(): void {
    openMore([
      ...this.#meeting.narrowRows(),
      { testid: 'more-view', icon: 'grid', words: worded('view.title'), narrow: true, act: () => this.#openView() },
      { testid: 'settings', icon: 'settings', words: worded('call.settings'), act: () => this.#openSettings() },
      { testid: 'statistics-switch', icon: 'chart', words: worded('call.statistics'), act: () => this.#switchStatistics() },
      { testid: 'problem-report', icon: 'download', words: worded('web.problem.save'), act: () => void this.#saveProblemReport() },
      { testid: 'keyboard', icon: 'keyboard', words: worded('settings.keyboard'), act: () => openKeyboard() },
    ]);
  }

  #switchStatistics(): void {
    this.#statistics.element.hidden = !this.#statistics.element.hidden;
    this.#showFigures();
  }

  #showFigures(): void {
    const { people } = this.#call;
    this.#videos.measured(this.#quality.figures, people);
    this.#people.showQuality((person) => this.#quality.ofReceived(tracksOf(person)), this.#quality.ofSent());
    if (!this.#statistics.element.hidden) {
      const owners = people.all.map((person) => ({
        name: person.displayName,
        tracks: tracksOf(person).map(({ id }) => id),
        layers: new Map(person.media.flatMap(({ track, layers }) => (track && layers ? [[track.id, layers] as const] : []))),
      }));
      this.#statistics.show(this.#quality.figures, owners, this.#saver.budget !== undefined);
    }
  }

  async #saveProblemReport(): Promise<void> {
    const { state, people } = this.#call;
    saveProblemReport({ phase: state.phase, people: people.all.length + 1, figures: this.#quality.figures, reports: await this.#call.reports().catch(() => undefined) });
    this.#news.instruct(worded('web.problem.saved'));
  }

  #openSettings(): void {
    openSettings(this.local, this.#saver, (deviceId) => {
      this.#audio.useSpeaker(deviceId);
      this.#sounds.useSpeaker(deviceId);
    });
  }

  #shortcut(key: ShortcutKey): void {
    switch (key) {
      case 'm':
        return this.#own.toggle('microphone');
      case 'v':
        return this.#own.toggle('camera');
      case 'i':
        return void this.#bar.copyLink();
      case 'w':
        return this.#switchView();
      case 'c':
        return this.#meeting.toggleChat();
      case 'r':
        return this.#meeting.toggleHand();
      case 's':
        return this.#meeting.toggleShare();
      case 't':
        return this.#switchStatistics();
      case '?':
        return void openKeyboard();
      case ' ':
        return; // held, not pressed
      case 'l':
        return void confirmLeaving(() => this.#call.leave());
    }
  }
}
