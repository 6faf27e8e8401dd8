import type { Answers, ProducerSource, ServerMessage, ServerPayloads } from '../generated/protocol.ts';

export type {
  ChatHistory, ChatMessage, ClientPayloads, Reaction, Role, RoomSettings, SessionResumed, VisibleProducer, WaitingPeer,
  PeerInfo, ProducerInfo, RoomCloseReason, RoomJoined, ServerMessage,
} from '../generated/protocol.ts';

/** What this client says it speaks in `joinRoom`. */
export const PROTOCOL_VERSION = 2;

/** What a person here can send. */
export type Source = Extract<ProducerSource, 'camera' | 'microphone'>;

export type Request = keyof Answers;

/** The payload of the direct answer to a request. */
export type AnswerTo<Type extends Request> = ServerPayloads[Answers[Type]];

/** A message of the server that answers no request. */
export type Notice = { [Message in ServerMessage as Message['type']]: Omit<Message, 'id'> }[ServerMessage['type']];
