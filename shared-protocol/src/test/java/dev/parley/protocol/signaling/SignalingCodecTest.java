package dev.parley.protocol.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.signaling.SignalingCodec.Read;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalingCodecTest {
    @Test
    void aRequestWithoutPayloadIsRead() {
        Read.Received<ClientMessage> read = received("{\"type\":\"getRouterRtpCapabilities\"}");
        assertThat(read.message()).isEqualTo(new ClientMessage.GetRouterRtpCapabilities());
        assertThat(read.id()).isEqualTo(RequestId.NONE);
    }

    @Test
    void anUnknownFieldIsIgnored() {
        Read.Received<ClientMessage> read = received(
                "{\"type\":\"joinRoom\",\"more\":[1],\"payload\":{\"roomId\":\"a\",\"favouriteColour\":{\"x\":[]}}}");
        assertThat(read.message()).isEqualTo(new ClientMessage.JoinRoom("a", "", "", 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7",
                "7.50|7.50",
                "-1e3|-1e3",
                "12345678901234567890|12345678901234567890",
                "\"a\\n\\u00e9\"|\"a\\n\u00e9\"",
                "\"\"|\"\"",
            })
    void theIdIsRepeatedAsItStood(String id, String echoed) {
        Read.Received<ClientMessage> read = received("{\"id\":" + id + ",\"type\":\"leaveRoom\"}");
        assertThat(SignalingCodec.write(new ServerMessage.RoomLeft("r"), read.id(), Generation.EXTENDED))
                .isEqualTo("{\"type\":\"roomLeft\",\"id\":" + echoed + ",\"payload\":{\"roomId\":\"r\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "[]", "{}", "[1]"})
    void anIdThatIsNeitherTextNorNumberIsRefused(String id) {
        Read.Refused<ClientMessage> refused = refused("{\"id\":" + id + ",\"type\":\"leaveRoom\"}");
        assertThat(refused.code()).isEqualTo(ErrorCode.BAD_PAYLOAD);
        assertThat(refused.id()).isEqualTo(RequestId.NONE);
        assertThat(refused.message()).startsWith("id: expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "3",
                "[]",
                "\"type\"",
                "{\"type\":\"leaveRoom\"",
                "{\"type\":\"leaveRoom\"}}",
                "{\"type\":\"leaveRoom\"} {}",
                "{'type':'leaveRoom'}",
                "{\"type\":\"leaveRoom\",\"type\":\"joinRoom\"}",
                "{\"type\":\"joinRoom\",\"payload\":{\"roomId\":\"a\",\"roomId\":\"b\"}}",
                "{\"type\":\"leaveRoom\",\"n\":NaN}",
                "{\"type\":\"leaveRoom\",\"n\":01}",
            })
    void whatIsNotOneJsonObjectIsBadJson(String frame) {
        assertThat(refused(frame).code()).isEqualTo(ErrorCode.BAD_JSON);
    }

    @Test
    void anUnknownTypeIsNamedAndKeepsItsId() {
        Read.Refused<ClientMessage> refused = refused("{\"type\":\"gossip\",\"id\":\"q\",\"payload\":{}}");
        assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
        assertThat(refused.request()).contains("gossip");
        assertThat(SignalingCodec.write(refused.answer(), refused.id(), Generation.BASE))
                .isEqualTo(
                        "{\"type\":\"error\",\"id\":\"q\",\"payload\":{\"message\":\"no message has the type gossip\","
                                + "\"code\":\"unknown-type\",\"request\":\"gossip\"}}");
    }

    @Test
    void aServerMessageIsUnknownFromAClient() {
        assertThat(refused("{\"type\":\"peerLeft\",\"payload\":{\"peerId\":\"p\"}}")
                        .code())
                .isEqualTo(ErrorCode.UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "joinRoom|{}|roomId: expected a text of 1 to 128 characters",
                "joinRoom|{\"roomId\":\"\"}|roomId: expected a text of 1 to 128 characters",
                "joinRoom|{\"roomId\":5}|roomId: expected a text of 1 to 128 characters",
                "joinRoom|{\"roomId\":\"a\",\"protocol\":\"2\"}|protocol: expected a whole number from 0 to 2147483647",
                "joinRoom|{\"roomId\":\"a\",\"protocol\":1.5}|protocol: expected a whole number from 0 to 2147483647",
                "joinRoom|{\"roomId\":\"a\",\"displayName\":\"\\u0007\"}|displayName: expected a text without control characters",
                "joinRoom|[]|payload: expected an object",
                "joinRoom|{\"roomId\":\"a\",\"personKey\":\"short\"}|personKey: expected a text of 22 to 128 printable characters of ASCII",
                "sendChat|{\"text\":\"\"}|text: expected a text of 1 to 2000 characters without control characters other than line feeds",
                "sendChat|{\"text\":\"a\\u0000\"}|text: expected a text of 1 to 2000 characters without control characters other than line feeds",
                "setRole|{\"peerId\":\"p\",\"role\":\"king\"}|role: expected \"owner\" or \"moderator\" or \"participant\" or \"guest\" or \"viewer\"",
                "setLayout|{\"visible\":[{\"producerId\":\"p\",\"width\":0,\"height\":1}]}|visible[0].width: expected a whole number from 1 to 16384",
                "createTransport|{\"direction\":\"both\"}|direction: expected \"send\" or \"recv\"",
                "createTransport|{\"direction\":\"SEND\"}|direction: expected \"send\" or \"recv\"",
                "connectTransport|{\"transportId\":\"t\"}|dtlsParameters: expected an object",
                "connectTransport|{\"transportId\":\"t\",\"dtlsParameters\":{\"fingerprints\":[]}}|dtlsParameters.fingerprints: expected a list of 1 to 16 elements",
                "connectTransport|{\"transportId\":\"t\",\"dtlsParameters\":{\"role\":\"x\",\"fingerprints\":[]}}|dtlsParameters.role: expected \"auto\" or \"client\" or \"server\"",
                "produce|{\"transportId\":\"t\",\"kind\":\"audio\",\"rtpParameters\":{\"codecs\":[{\"mimeType\":\"audio/opus\",\"payloadType\":128,\"clockRate\":48000}]}}|rtpParameters.codecs[0].payloadType: expected a whole number from 0 to 127",
                "produce|{\"transportId\":\"t\",\"kind\":\"audio\",\"rtpParameters\":{\"codecs\":[null]}}|rtpParameters.codecs[0]: expected an object",
                "produce|{\"transportId\":\"t\",\"kind\":\"audio\",\"source\":\"tv\",\"rtpParameters\":{\"codecs\":[]}}|source: expected \"camera\" or \"microphone\" or \"screen\" or \"screen-audio\"",
            })
    void aWrongFieldIsNamedWithWhatWasExpected(String type, String payload, String message) {
        Read.Refused<ClientMessage> refused =
                refused("{\"type\":\"" + type + "\",\"id\":1,\"payload\":" + payload + "}");
        assertThat(refused.code()).isEqualTo(ErrorCode.BAD_PAYLOAD);
        assertThat(refused.message()).isEqualTo(message);
        assertThat(refused.id()).isEqualTo(RequestId.of(1));
        assertThat(refused.request()).contains(type);
    }

    @Test
    void aRoomIdHasUpTo128CharactersHoweverManyBytesTheyTake() {
        String longest = "\ud83d\ude00".repeat(128);
        assertThat(received("{\"type\":\"joinRoom\",\"payload\":{\"roomId\":\"" + longest + "\"}}")
                        .message())
                .isEqualTo(new ClientMessage.JoinRoom(longest, "", "", 0));
        assertThat(refused("{\"type\":\"joinRoom\",\"payload\":{\"roomId\":\"" + longest + "x\"}}")
                        .code())
                .isEqualTo(ErrorCode.BAD_PAYLOAD);
    }

    @Test
    void thirtyTwoLevelsAreReadAndThirtyThreeAreTooLarge() {
        assertThat(SignalingCodec.read("{\"type\":\"leaveRoom\",\"x\":" + "[".repeat(31) + "]".repeat(31) + "}"))
                .isInstanceOf(Read.Received.class);
        assertThat(refused("{\"type\":\"leaveRoom\",\"x\":" + "[".repeat(32) + "]".repeat(32) + "}")
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void aFrameHasUpTo64KibibytesOfUtf8() {
        String frame = "{\"type\":\"leaveRoom\",\"x\":\"\"}";
        int room = SignalingCodec.MAX_CLIENT_FRAME - frame.length();
        assertThat(SignalingCodec.read(frame.replace("\"\"", "\"" + "a".repeat(room) + "\"")))
                .isInstanceOf(Read.Received.class);
        assertThat(refused(frame.replace("\"\"", "\"" + "a".repeat(room + 1) + "\""))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refused(frame.replace("\"\"", "\"" + "\u00e9".repeat(room / 2 + 1) + "\""))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void whatMayBeLeftOutOfRtpParametersIsFilledInAsMediasoupDoes() {
        Read.Received<ClientMessage> read = received("""
                {"type":"produce","payload":{"transportId":"t","kind":"audio","rtpParameters":{"mid":null,"codecs":[
                  {"mimeType":"audio/opus","payloadType":111.0,"clockRate":48000,"channels":"2","parameters":7,
                   "rtcpFeedback":[{"type":"transport-cc","parameter":5}]},
                  {"mimeType":"video/VP8","payloadType":96,"clockRate":90000,"channels":2,"rtcpFeedback":"x"}],
                  "encodings":[{"dtx":"yes"}],"rtcp":{"reducedSize":false}}}}
                """);
        ClientMessage.Produce produce = (ClientMessage.Produce) read.message();
        assertThat(produce.rtpParameters().mid()).isEmpty();
        assertThat(produce.rtpParameters().codecs())
                .extracting(RtpCodecParameters::channels)
                .containsExactly(1, 0);
        assertThat(produce.rtpParameters()
                        .codecs()
                        .getFirst()
                        .rtcpFeedback()
                        .getFirst()
                        .parameter())
                .isEmpty();
        assertThat(produce.rtpParameters().codecs().get(1).rtcpFeedback()).isEmpty();
        assertThat(produce.rtpParameters().encodings().getFirst().dtx()).isFalse();
        assertThat(produce.rtpParameters().rtcp().reducedSize()).isTrue();
        assertThat(produce.rtpParameters().headerExtensions()).isEmpty();
        assertThat(produce.source()).isEmpty();
    }

    @Test
    void aBasePeerGetsBaseFieldsOnly() {
        ServerMessage.RoomJoined joined = new ServerMessage.RoomJoined(
                "r",
                List.of("p"),
                List.of(new PeerProducers(
                        "p",
                        List.of(new ProducerInfo(
                                "v", MediaKind.VIDEO, true, Optional.of(ProducerSource.SCREEN_AUDIO))))),
                List.of(new PeerInfo("p", "Ann", false, Role.PARTICIPANT)),
                Optional.empty(),
                "");
        assertThat(SignalingCodec.write(joined, RequestId.NONE, Generation.BASE))
                .isEqualTo("{\"type\":\"roomJoined\",\"payload\":{\"roomId\":\"r\",\"peers\":[\"p\"],"
                        + "\"existingProducers\":[{\"peerId\":\"p\",\"producers\":["
                        + "{\"producerId\":\"v\",\"kind\":\"video\"}]}]}}");
        assertThat(SignalingCodec.write(joined, RequestId.NONE, Generation.EXTENDED))
                .isEqualTo("{\"type\":\"roomJoined\",\"payload\":{\"roomId\":\"r\",\"peers\":[\"p\"],"
                        + "\"existingProducers\":[{\"peerId\":\"p\",\"producers\":["
                        + "{\"producerId\":\"v\",\"kind\":\"video\",\"paused\":true,\"source\":\"screen-audio\"}]}],"
                        + "\"peerInfos\":[{\"peerId\":\"p\",\"displayName\":\"Ann\",\"guest\":false,"
                        + "\"role\":\"participant\"}]}}");
        assertThat(SignalingCodec.write(
                        new ServerMessage.NewPeer("p", "Ann", false, Optional.of(Role.OWNER)),
                        RequestId.NONE,
                        Generation.BASE))
                .isEqualTo("{\"type\":\"newPeer\",\"payload\":{\"peerId\":\"p\"}}");
        assertThat(SignalingCodec.write(
                        new ServerMessage.NewProducer("p", "v", MediaKind.AUDIO, true, Optional.empty()),
                        RequestId.NONE,
                        Generation.BASE))
                .isEqualTo(
                        "{\"type\":\"newProducer\",\"payload\":{\"peerId\":\"p\",\"producerId\":\"v\",\"kind\":\"audio\"}}");
    }

    private static Read.Received<ClientMessage> received(String frame) {
        Read<ClientMessage> read = SignalingCodec.read(frame);
        assertThat(read).isInstanceOf(Read.Received.class);
        return (Read.Received<ClientMessage>) read;
    }

    private static Read.Refused<ClientMessage> refused(String frame) {
        Read<ClientMessage> read = SignalingCodec.read(frame);
        assertThat(read).isInstanceOf(Read.Refused.class);
        return (Read.Refused<ClientMessage>) read;
    }
}
