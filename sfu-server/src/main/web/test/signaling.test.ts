import assert from 'node:assert/strict';
import test, { mock } from 'node:test';
import { drainingSentence, endingOf, refusalOf } from '../src/call/refusal.ts';
import { reconnectDelayMillis } from '../src/signaling/backoff.ts';
import { Signaling, SignalingError, type Socket } from '../src/signaling/signaling.ts';

/** A socket that keeps what is sent and receives what the test says. */
class FakeSocket implements Socket {
  readyState: Socket['readyState'] = 1;
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  onerror: Socket['onerror'] = null;
  closedWith: number | undefined;
  readonly sent: { type: string; id: number; payload: unknown }[] = [];

  send(data: unknown): void {
    this.sent.push(JSON.parse(String(data)));
  }

  close(code?: number): void {
    this.readyState = 3;
    this.closedWith = code;
  }

  receive(message: unknown): void {
    const data = typeof message === 'string' ? message : JSON.stringify(message);
    this.onmessage?.call(this as unknown as WebSocket, { data } as MessageEvent);
  }

  drop(): void {
    this.readyState = 3;
    this.onclose?.call(this as unknown as WebSocket, {} as CloseEvent);
  }
}

function connect() {
  const socket = new FakeSocket();
  return { socket, signaling: new Signaling(socket) };
}

test('answersFindTheirRequestById', async () => {
  const { socket, signaling } = connect();
  const first = signaling.request('pauseProducer', { producerId: 'a' });
  const second = signaling.request('pauseProducer', { producerId: 'b' });
  const [one, two] = socket.sent;
  socket.receive({ type: 'producerPaused', id: two?.id, payload: { peerId: 'p', producerId: 'b' } });
  socket.receive({ type: 'producerPaused', id: one?.id, payload: { peerId: 'p', producerId: 'a' } });
  assert.equal((await first).producerId, 'a');
  assert.equal((await second).producerId, 'b');
});

test('anErrorWithAnIdRefusesThatRequestOnly', async () => {
  const { socket, signaling } = connect();
  const refused = signaling.request('joinRoom', { roomId: 'x' });
  const answered = signaling.request('pauseProducer', { producerId: 'a' });
  socket.receive({ type: 'error', id: socket.sent[0]?.id, payload: { code: 'room-full', message: 'full' } });
  socket.receive({ type: 'producerPaused', id: socket.sent[1]?.id, payload: { peerId: 'p', producerId: 'a' } });
  await assert.rejects(refused, (error) => error instanceof SignalingError && error.code === 'room-full');
  await answered;
});

test('messagesWithoutAnIdAreNotices', () => {
  const { socket, signaling } = connect();
  const seen: string[] = [];
  signaling.on('notice', (notice) => seen.push(notice.type));
  signaling.request('pauseProducer', { producerId: 'a' }).catch(() => undefined);
  socket.receive({ type: 'producerPaused', payload: { peerId: 'p', producerId: 'z' } });
  socket.receive({ type: 'peerLeft', payload: { peerId: 'p' } });
  assert.deepEqual(seen, ['producerPaused', 'peerLeft']);
  signaling.close();
});

test('aSocketThatIsGivenUpIsNoGoodbye', () => {
  const { socket, signaling } = connect();
  let closed = 0;
  signaling.on('closed', () => closed++);
  signaling.giveUp();
  assert.equal(socket.closedWith, 4000);
  assert.equal(closed, 1);
  signaling.close();
  assert.equal(closed, 1);
});

test('garbageFromTheServerIsIgnored', () => {
  const { socket, signaling } = connect();
  const seen: unknown[] = [];
  signaling.on('notice', (notice) => seen.push(notice));
  for (const garbage of ['', 'nonsense', '[]', 'null', '42', '{"payload":{}}', '{"type":7}']) {
    socket.receive(garbage);
  }
  assert.deepEqual(seen, []);
});

test('theGreetingGivesOurPeerId', async () => {
  const { socket, signaling } = connect();
  const peerId = signaling.connected();
  socket.receive({ type: 'connected', payload: { peerId: 'me' } });
  assert.equal(await peerId, 'me');
});

test('aDroppedSocketRefusesEverythingThatWaitsAndSaysSoOnce', async () => {
  const { socket, signaling } = connect();
  let closed = 0;
  signaling.on('closed', () => closed++);
  const waiting = signaling.request('leaveRoom', {});
  const greeting = signaling.connected();
  socket.drop();
  socket.drop();
  await assert.rejects(waiting, { code: 'closed' });
  await assert.rejects(greeting, { code: 'closed' });
  await assert.rejects(signaling.request('leaveRoom', {}), { code: 'closed' });
  assert.equal(closed, 1);
});

test('anAnswerThatNeverComesIsATimeout', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const { socket, signaling } = connect();
    const waiting = signaling.request('leaveRoom', {}, 5_000);
    mock.timers.tick(5_000);
    await assert.rejects(waiting, { code: 'timeout' });
    // The late answer meets no one and does no harm.
    socket.receive({ type: 'roomLeft', id: socket.sent[0]?.id, payload: { roomId: 'x' } });
  } finally {
    mock.timers.reset();
  }
});

test('reconnectingWaitsLongerEachTimeUpToALimit', () => {
  const delays = [0, 1, 2, 3, 4, 5, 50].map((attempt) => reconnectDelayMillis(attempt, 0.5));
  assert.deepEqual(delays, [400, 800, 1_600, 3_200, 6_000, 6_000, 6_000]);
});

test('reconnectingIsSpreadByChance', () => {
  assert.equal(reconnectDelayMillis(1, 0), 600);
  assert.equal(reconnectDelayMillis(1, 0.999), 1_000);
});

test('onlyRefusalsThatAreMeantEndTheCall', () => {
  assert.equal(refusalOf(new SignalingError('room-full', '')), 'room-full');
  assert.equal(refusalOf(new SignalingError('ended', '')), 'ended');
  assert.equal(refusalOf(new SignalingError('server-draining', '')), undefined);
  assert.equal(endingOf(new SignalingError('server-draining', '')), 'server-closing');
  assert.equal(endingOf(new SignalingError('timeout', '')), 'server-lost');
  assert.equal(refusalOf(new SignalingError('forbidden', '')), 'not-allowed');
  assert.equal(refusalOf(new SignalingError('bad-payload', '')), 'bad-room');
  for (const code of ['closed', 'timeout', 'rate-limited', 'internal', 'not-joined']) {
    assert.equal(refusalOf(new SignalingError(code, '')), undefined, code);
  }
  assert.equal(refusalOf(new Error('the network'), true), undefined);
});

test('aBrowserWithoutWebRtcIsToldSoInsteadOfTryingForEver', () => {
  const failure = new ReferenceError('RTCPeerConnection is not defined');
  assert.equal(refusalOf(failure, false), 'browser-too-old');
  assert.equal(refusalOf(new SignalingError('closed', ''), false), undefined);
});

test('aServerThatIsAboutToStopSaysInWhatTime', () => {
  assert.match(String(drainingSentence(5)), /within 5 seconds/);
  assert.match(String(drainingSentence(601)), /within 11 minutes/);
});

test('movedToAnotherSocketItGoesOnAndTheOldOneIsHeardNoMore', async () => {
  const { socket, signaling } = connect();
  let closed = 0;
  const seen: string[] = [];
  signaling.on('closed', () => closed++);
  signaling.on('notice', (notice) => seen.push(notice.type));
  const waiting = signaling.request('leaveRoom', {});
  socket.drop();
  await assert.rejects(waiting, { code: 'closed' });

  const { socket: second, signaling: next } = connect();
  next.request('leaveRoom', {}).catch(() => undefined);
  signaling.moveTo(next);
  assert.equal(signaling.closed, false);
  const asked = signaling.request('pauseProducer', { producerId: 'a' });
  assert.notEqual(second.sent[0]?.id, second.sent[1]?.id);
  second.receive({ type: 'producerPaused', id: second.sent[1]?.id, payload: { peerId: 'p', producerId: 'a' } });
  assert.equal((await asked).producerId, 'a');
  second.receive({ type: 'peerLeft', payload: { peerId: 'p' } });
  assert.deepEqual(seen, ['peerLeft']);
  second.drop();
  assert.equal(closed, 2);
});
