// Generated from the records of dev.parley.protocol.signaling; TypeScriptTest says how. Do not edit.
// docs/signaling.md says what each message means.
import type {
  DtlsParameters,
  IceCandidate,
  IceParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
} from 'mediasoup-client/types';

/** Chosen by the client, repeated in the direct answer. */
export type RequestId = string | number;

export type GetRouterRtpCapabilities = Record<string, never>;

export interface JoinRoom {
  readonly roomId: string;
  readonly displayName?: string;
  readonly token?: string;
  readonly protocol?: number;
  readonly password?: string;
  readonly personKey?: string;
  readonly resumable?: boolean;
}

export type TransportDirection =
  | 'send'
  | 'recv';

export interface CreateTransport {
  readonly direction: TransportDirection;
}

export interface ConnectTransport {
  readonly transportId: string;
  readonly dtlsParameters: DtlsParameters;
}

export type ProducerSource =
  | 'camera'
  | 'microphone'
  | 'screen'
  | 'screen-audio';

export interface Produce {
  readonly transportId: string;
  readonly kind: MediaKind;
  readonly rtpParameters: RtpParameters;
  readonly source?: ProducerSource;
  readonly paused?: boolean;
}

export interface Consume {
  readonly producerId: string;
  readonly rtpCapabilities: RtpCapabilities;
}

export interface ResumeConsumer {
  readonly consumerId: string;
}

export interface PauseConsumer {
  readonly consumerId: string;
}

export interface CloseConsumer {
  readonly consumerId: string;
}

export interface RequestConsumerKeyFrame {
  readonly consumerId: string;
}

export interface PauseProducer {
  readonly producerId: string;
}

export interface ResumeProducer {
  readonly producerId: string;
}

export interface CloseProducer {
  readonly producerId: string;
}

export interface RestartIce {
  readonly transportId: string;
}

export interface CloseTransport {
  readonly transportId: string;
}

export type LeaveRoom = Record<string, never>;

export interface SetConsumerPreferredLayers {
  readonly consumerId: string;
  readonly spatialLayer: number;
  readonly temporalLayer?: number;
}

export interface SetConsumerPriority {
  readonly consumerId: string;
  readonly priority: number;
}

export interface GetProducerStats {
  readonly producerId: string;
}

export interface GetConsumerStats {
  readonly consumerId: string;
}

export type RaiseHand = Record<string, never>;

export interface LowerHand {
  readonly peerId?: string;
}

export type Reaction =
  | 'thumbs-up'
  | 'thumbs-down'
  | 'clap'
  | 'heart'
  | 'laugh'
  | 'surprise'
  | 'party';

export interface SendReaction {
  readonly reaction: Reaction;
}

export interface SendChat {
  readonly text: string;
  readonly to?: string;
}

export interface MutePeer {
  readonly peerId: string;
}

export type MuteAll = Record<string, never>;

export interface StopVideo {
  readonly peerId: string;
}

export interface RemovePeer {
  readonly peerId: string;
}

export interface BanPeer {
  readonly peerId: string;
}

export interface LockRoom {
  readonly locked: boolean;
}

export interface SetLobby {
  readonly lobby: boolean;
}

export interface SetPassword {
  readonly password?: string;
}

export type ChatHistory =
  | 'none'
  | 'meeting'
  | 'kept';

export interface SetChatHistory {
  readonly chatHistory: ChatHistory;
}

export type Role =
  | 'owner'
  | 'moderator'
  | 'participant'
  | 'guest'
  | 'viewer';

export interface SetRole {
  readonly peerId: string;
  readonly role: Role;
}

export interface SetSpotlight {
  readonly peerId?: string;
}

export type EndRoom = Record<string, never>;

export interface AdmitPeer {
  readonly peerId: string;
}

export interface DenyPeer {
  readonly peerId: string;
}

export interface Knock {
  readonly room: JoinRoom;
}

export interface ResumeSession {
  readonly roomId: string;
  readonly peerId: string;
  readonly secret: string;
  readonly lastChat?: number;
}

export interface VisibleProducer {
  readonly producerId: string;
  readonly width: number;
  readonly height: number;
}

export interface SetLayout {
  readonly visible: readonly VisibleProducer[];
}

/** The payload of each message of the client, by type. */
export interface ClientPayloads {
  getRouterRtpCapabilities: GetRouterRtpCapabilities;
  joinRoom: JoinRoom;
  createTransport: CreateTransport;
  connectTransport: ConnectTransport;
  produce: Produce;
  consume: Consume;
  resumeConsumer: ResumeConsumer;
  pauseConsumer: PauseConsumer;
  closeConsumer: CloseConsumer;
  requestConsumerKeyFrame: RequestConsumerKeyFrame;
  pauseProducer: PauseProducer;
  resumeProducer: ResumeProducer;
  closeProducer: CloseProducer;
  restartIce: RestartIce;
  closeTransport: CloseTransport;
  leaveRoom: LeaveRoom;
  setConsumerPreferredLayers: SetConsumerPreferredLayers;
  setConsumerPriority: SetConsumerPriority;
  getProducerStats: GetProducerStats;
  getConsumerStats: GetConsumerStats;
  raiseHand: RaiseHand;
  lowerHand: LowerHand;
  sendReaction: SendReaction;
  sendChat: SendChat;
  mutePeer: MutePeer;
  muteAll: MuteAll;
  stopVideo: StopVideo;
  removePeer: RemovePeer;
  banPeer: BanPeer;
  lockRoom: LockRoom;
  setLobby: SetLobby;
  setPassword: SetPassword;
  setChatHistory: SetChatHistory;
  setRole: SetRole;
  setSpotlight: SetSpotlight;
  endRoom: EndRoom;
  admitPeer: AdmitPeer;
  denyPeer: DenyPeer;
  knock: Knock;
  resumeSession: ResumeSession;
  setLayout: SetLayout;
}

export type ClientMessage = {
  [T in keyof ClientPayloads]: { type: T; id?: RequestId; payload: ClientPayloads[T] };
}[keyof ClientPayloads];

export interface Connected {
  readonly peerId: string;
}

export interface RouterRtpCapabilities {
  readonly rtpCapabilities: RtpCapabilities;
}

export interface ProducerInfo {
  readonly producerId: string;
  readonly kind: MediaKind;
  readonly paused: boolean;
  readonly source?: ProducerSource;
}

export interface PeerProducers {
  readonly peerId: string;
  readonly producers: ProducerInfo[];
}

export interface PeerInfo {
  readonly peerId: string;
  readonly displayName: string;
  readonly guest: boolean;
  readonly role: Role;
}

export interface RoomSettings {
  readonly locked: boolean;
  readonly lobby: boolean;
  readonly password: boolean;
  readonly chatHistory: ChatHistory;
}

export interface ChatMessage {
  readonly number: number;
  readonly peerId: string;
  readonly displayName: string;
  readonly text: string;
  readonly to?: string;
  readonly sentAt: number;
}

export interface WaitingPeer {
  readonly peerId: string;
  readonly displayName: string;
}

export interface RoomState {
  readonly self: PeerInfo;
  readonly settings: RoomSettings;
  readonly hands: string[];
  readonly spotlight?: string;
  readonly chat: ChatMessage[];
  readonly waiting: WaitingPeer[];
  readonly activeSpeaker?: string;
}

export interface RoomJoined {
  readonly roomId: string;
  readonly peers: string[];
  readonly existingProducers: PeerProducers[];
  readonly peerInfos: PeerInfo[];
  readonly state?: RoomState;
  readonly resumeSecret?: string;
}

export interface NewPeer {
  readonly peerId: string;
  readonly displayName: string;
  readonly guest: boolean;
  readonly role?: Role;
}

export interface PeerLeft {
  readonly peerId: string;
}

export interface TransportCreated {
  readonly transportId: string;
  readonly iceParameters: IceParameters;
  readonly iceCandidates: IceCandidate[];
  readonly dtlsParameters: DtlsParameters;
  readonly direction: TransportDirection;
}

export interface TransportConnected {
  readonly transportId: string;
}

export interface Produced {
  readonly producerId: string;
  readonly kind: MediaKind;
}

export interface NewProducer {
  readonly peerId: string;
  readonly producerId: string;
  readonly kind: MediaKind;
  readonly paused: boolean;
  readonly source?: ProducerSource;
}

export type ConsumerType =
  | 'simple'
  | 'simulcast'
  | 'svc';

export interface Consumed {
  readonly consumerId: string;
  readonly producerId: string;
  readonly producerPeerId: string;
  readonly kind: MediaKind;
  readonly rtpParameters: RtpParameters;
  readonly consumerType?: ConsumerType;
  readonly producerPaused: boolean;
}

export interface ConsumerResumed {
  readonly consumerId: string;
}

export type ErrorCode =
  | 'bad-json'
  | 'unknown-type'
  | 'bad-payload'
  | 'not-joined'
  | 'already-joined'
  | 'already-connected'
  | 'no-such-transport'
  | 'no-such-producer'
  | 'no-such-consumer'
  | 'cannot-consume'
  | 'forbidden'
  | 'token-required'
  | 'token-expired'
  | 'token-refused'
  | 'password-required'
  | 'password-refused'
  | 'knock-required'
  | 'room-locked'
  | 'banned'
  | 'no-such-peer'
  | 'resume-refused'
  | 'server-draining'
  | 'room-full'
  | 'rate-limited'
  | 'too-large'
  | 'too-many'
  | 'timed-out'
  | 'internal';

export interface ErrorMessage {
  readonly message: string;
  readonly code: ErrorCode;
  readonly request?: string;
}

export interface ConsumerPaused {
  readonly consumerId: string;
}

export interface ConsumerClosed {
  readonly consumerId: string;
  readonly producerId: string;
}

export interface ConsumerKeyFrameRequested {
  readonly consumerId: string;
}

export interface ProducerPaused {
  readonly peerId: string;
  readonly producerId: string;
}

export interface ProducerResumed {
  readonly peerId: string;
  readonly producerId: string;
}

export interface ProducerClosed {
  readonly peerId: string;
  readonly producerId: string;
}

export interface IceRestarted {
  readonly transportId: string;
  readonly iceParameters: IceParameters;
}

export type TransportCloseReason =
  | 'requested'
  | 'ice-timeout'
  | 'dtls-failed'
  | 'dtls-closed'
  | 'internal';

export interface TransportClosed {
  readonly transportId: string;
  readonly reason: TransportCloseReason;
}

export interface RoomLeft {
  readonly roomId: string;
}

export type RoomCloseReason =
  | 'worker-died'
  | 'server-closing'
  | 'ended'
  | 'removed'
  | 'banned';

export interface RoomClosed {
  readonly roomId: string;
  readonly reason: RoomCloseReason;
}

export interface ServerDraining {
  readonly seconds: number;
}

export interface ConsumerPreferredLayersSet {
  readonly consumerId: string;
  readonly spatialLayer: number;
  readonly temporalLayer?: number;
}

export interface ConsumerPrioritySet {
  readonly consumerId: string;
  readonly priority: number;
}

export interface ConsumerLayersChanged {
  readonly consumerId: string;
  readonly spatialLayer?: number;
  readonly temporalLayer?: number;
}

export interface ConsumerScore {
  readonly consumerId: string;
  readonly score: number;
}

export interface EncodingScore {
  readonly encodingIdx: number;
  readonly rid?: string;
  readonly score: number;
}

export interface ProducerScore {
  readonly producerId: string;
  readonly score: EncodingScore[];
}

export interface ProducerLayersWanted {
  readonly producerId: string;
  readonly spatialLayer?: number;
}

export interface EncodingStats {
  readonly encodingIdx: number;
  readonly rid?: string;
  readonly receiving: boolean;
  readonly score: number;
  readonly bitrate: number;
  readonly temporalLayers: number;
  readonly packets: number;
  readonly bytes: number;
  readonly packetsLost: number;
  readonly jitterMillis: number;
}

export interface ProducerStats {
  readonly producerId: string;
  readonly encodings: EncodingStats[];
}

export interface ConsumerStats {
  readonly consumerId: string;
  readonly score: number;
  readonly spatialLayer?: number;
  readonly temporalLayer?: number;
  readonly packets: number;
  readonly bytes: number;
  readonly packetsRetransmitted: number;
  readonly packetsLost: number;
  readonly fractionLost: number;
  readonly roundTripMillis: number;
}

export interface ActiveSpeaker {
  readonly peerId: string;
  readonly producerId: string;
}

export interface PeerVolume {
  readonly peerId: string;
  readonly producerId: string;
  readonly volume: number;
}

export interface AudioLevels {
  readonly levels: PeerVolume[];
}

export interface HandsChanged {
  readonly hands: string[];
}

export interface ReactionShown {
  readonly peerId: string;
  readonly reaction: Reaction;
}

export interface PeerMuted {
  readonly peerId: string;
  readonly by: string;
}

export interface AllMuted {
  readonly peerIds: string[];
}

export interface VideoStopped {
  readonly peerId: string;
  readonly by: string;
}

export interface PeerRemoved {
  readonly peerId: string;
  readonly banned: boolean;
}

export interface PeerChanged {
  readonly peer: PeerInfo;
}

export interface SpotlightChanged {
  readonly peerId?: string;
}

export interface RoomSettingsChanged {
  readonly settings: RoomSettings;
}

export interface LobbyChanged {
  readonly waiting: WaitingPeer[];
}

export interface Knocking {
  readonly roomId: string;
}

export interface KnockAnswered {
  readonly roomId: string;
  readonly admitted: boolean;
}

export interface OwnConsumer {
  readonly consumerId: string;
  readonly producerId: string;
  readonly paused: boolean;
}

export interface SessionResumed {
  readonly peerId: string;
  readonly room: RoomJoined;
  readonly transports: string[];
  readonly producers: ProducerInfo[];
  readonly consumers: OwnConsumer[];
}

export type LayoutTaken = Record<string, never>;

/** The payload of each message of the server, by type. */
export interface ServerPayloads {
  connected: Connected;
  routerRtpCapabilities: RouterRtpCapabilities;
  roomJoined: RoomJoined;
  newPeer: NewPeer;
  peerLeft: PeerLeft;
  transportCreated: TransportCreated;
  transportConnected: TransportConnected;
  produced: Produced;
  newProducer: NewProducer;
  consumed: Consumed;
  consumerResumed: ConsumerResumed;
  error: ErrorMessage;
  consumerPaused: ConsumerPaused;
  consumerClosed: ConsumerClosed;
  consumerKeyFrameRequested: ConsumerKeyFrameRequested;
  producerPaused: ProducerPaused;
  producerResumed: ProducerResumed;
  producerClosed: ProducerClosed;
  iceRestarted: IceRestarted;
  transportClosed: TransportClosed;
  roomLeft: RoomLeft;
  roomClosed: RoomClosed;
  serverDraining: ServerDraining;
  consumerPreferredLayersSet: ConsumerPreferredLayersSet;
  consumerPrioritySet: ConsumerPrioritySet;
  consumerLayersChanged: ConsumerLayersChanged;
  consumerScore: ConsumerScore;
  producerScore: ProducerScore;
  producerLayersWanted: ProducerLayersWanted;
  producerStats: ProducerStats;
  consumerStats: ConsumerStats;
  activeSpeaker: ActiveSpeaker;
  audioLevels: AudioLevels;
  handsChanged: HandsChanged;
  reactionShown: ReactionShown;
  chatMessage: ChatMessage;
  peerMuted: PeerMuted;
  allMuted: AllMuted;
  videoStopped: VideoStopped;
  peerRemoved: PeerRemoved;
  peerChanged: PeerChanged;
  spotlightChanged: SpotlightChanged;
  roomSettingsChanged: RoomSettingsChanged;
  lobbyChanged: LobbyChanged;
  knocking: Knocking;
  knockAnswered: KnockAnswered;
  sessionResumed: SessionResumed;
  layoutTaken: LayoutTaken;
}

export type ServerMessage = {
  [T in keyof ServerPayloads]: { type: T; id?: RequestId; payload: ServerPayloads[T] };
}[keyof ServerPayloads];

/** The type of the answer to each request, unless it is error. */
export interface Answers {
  getRouterRtpCapabilities: 'routerRtpCapabilities';
  joinRoom: 'roomJoined';
  createTransport: 'transportCreated';
  connectTransport: 'transportConnected';
  produce: 'produced';
  consume: 'consumed';
  resumeConsumer: 'consumerResumed';
  pauseConsumer: 'consumerPaused';
  closeConsumer: 'consumerClosed';
  requestConsumerKeyFrame: 'consumerKeyFrameRequested';
  pauseProducer: 'producerPaused';
  resumeProducer: 'producerResumed';
  closeProducer: 'producerClosed';
  restartIce: 'iceRestarted';
  closeTransport: 'transportClosed';
  leaveRoom: 'roomLeft';
  setConsumerPreferredLayers: 'consumerPreferredLayersSet';
  setConsumerPriority: 'consumerPrioritySet';
  getProducerStats: 'producerStats';
  getConsumerStats: 'consumerStats';
  raiseHand: 'handsChanged';
  lowerHand: 'handsChanged';
  sendReaction: 'reactionShown';
  sendChat: 'chatMessage';
  mutePeer: 'peerMuted';
  muteAll: 'allMuted';
  stopVideo: 'videoStopped';
  removePeer: 'peerRemoved';
  banPeer: 'peerRemoved';
  lockRoom: 'roomSettingsChanged';
  setLobby: 'roomSettingsChanged';
  setPassword: 'roomSettingsChanged';
  setChatHistory: 'roomSettingsChanged';
  setRole: 'peerChanged';
  setSpotlight: 'spotlightChanged';
  endRoom: 'roomClosed';
  admitPeer: 'lobbyChanged';
  denyPeer: 'lobbyChanged';
  knock: 'knocking';
  resumeSession: 'sessionResumed';
  setLayout: 'layoutTaken';
}

type Takes<Ours, Theirs extends Ours> = Theirs;

export type DtlsRole =
  | 'auto'
  | 'client'
  | 'server';

interface WireDtlsFingerprint {
  readonly algorithm: string;
  readonly value: string;
}

interface WireDtlsParameters {
  readonly role?: DtlsRole;
  readonly fingerprints: readonly WireDtlsFingerprint[];
}

interface WireRtcpFeedback {
  readonly type: string;
  readonly parameter?: string;
}

interface WireRtpCodecCapability {
  readonly kind?: MediaKind;
  readonly mimeType: string;
  readonly preferredPayloadType?: number;
  readonly clockRate: number;
  readonly channels?: number;
  readonly parameters?: Record<string, unknown>;
  readonly rtcpFeedback?: readonly WireRtcpFeedback[];
}

export type RtpHeaderExtensionDirection =
  | 'sendrecv'
  | 'sendonly'
  | 'recvonly'
  | 'inactive';

interface WireRtpHeaderExtensionCapability {
  readonly kind: MediaKind;
  readonly uri: string;
  readonly preferredId: number;
  readonly preferredEncrypt?: boolean;
  readonly direction?: RtpHeaderExtensionDirection;
}

interface WireRtpCapabilities {
  readonly codecs?: readonly WireRtpCodecCapability[];
  readonly headerExtensions?: readonly WireRtpHeaderExtensionCapability[];
}

interface WireRtpCodecParameters {
  readonly mimeType: string;
  readonly payloadType: number;
  readonly clockRate: number;
  readonly channels?: number;
  readonly parameters?: Record<string, unknown>;
  readonly rtcpFeedback?: readonly WireRtcpFeedback[];
}

interface WireRtpHeaderExtensionParameters {
  readonly uri: string;
  readonly id: number;
  readonly encrypt?: boolean;
  readonly parameters?: Record<string, unknown>;
}

interface WireRtpRtxParameters {
  readonly ssrc: number;
}

interface WireRtpEncodingParameters {
  readonly ssrc?: number;
  readonly rid?: string;
  readonly codecPayloadType?: number;
  readonly rtx?: WireRtpRtxParameters;
  readonly dtx?: boolean;
  readonly scalabilityMode?: string;
  readonly maxBitrate?: number;
}

interface WireRtcpParameters {
  readonly cname?: string;
  readonly reducedSize?: boolean;
}

interface WireRtpParameters {
  readonly mid?: string;
  readonly codecs: readonly WireRtpCodecParameters[];
  readonly headerExtensions?: readonly WireRtpHeaderExtensionParameters[];
  readonly encodings?: readonly WireRtpEncodingParameters[];
  readonly rtcp?: WireRtcpParameters;
  readonly msid?: string;
}

/** Does not compile when mediasoup-client gives something that the server does not take. */
export type HandedOn = [
  Takes<WireDtlsParameters, DtlsParameters>,
  Takes<WireRtpCapabilities, RtpCapabilities>,
  Takes<WireRtpParameters, RtpParameters>,
];
