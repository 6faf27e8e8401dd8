package dev.parley.sfu.browser;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Frames that no client should send: broken JSON, wrong types, deep nesting, unknown types, other people's ids, and
 * frames that break the framing itself. Seeded, so that a failure can be seen again.
 */
final class HostileFrames implements AutoCloseable {
    private static final List<String> TYPES = List.of(
            "getRouterRtpCapabilities",
            "joinRoom",
            "createTransport",
            "connectTransport",
            "produce",
            "consume",
            "resumeConsumer",
            "pauseConsumer",
            "closeConsumer",
            "requestConsumerKeyFrame",
            "pauseProducer",
            "resumeProducer",
            "closeProducer",
            "restartIce",
            "leaveRoom");

    private static final List<String> FIELDS = List.of(
            "roomId",
            "displayName",
            "protocol",
            "direction",
            "transportId",
            "producerId",
            "consumerId",
            "peerId",
            "kind",
            "paused",
            "dtlsParameters",
            "rtpParameters",
            "rtpCapabilities");

    private static final List<String> WRONG = List.of(
            "null",
            "true",
            "-1",
            "1e999",
            "9223372036854775808",
            "\"\"",
            "[]",
            "[[[]]]",
            "{}",
            "{\"codecs\":[{}]}",
            "{\"codecs\":[{\"mimeType\":\"video/VP8\",\"clockRate\":-1}],\"encodings\":[{\"ssrc\":-5}]}",
            "{\"fingerprints\":[{\"algorithm\":\"md5\",\"value\":\"00\"}],\"role\":\"boss\"}",
            "{\"fingerprints\":[{\"algorithm\":\"sha-256\",\"value\":\"zz\"}]}",
            "\"__proto__\"",
            "\"../../etc/passwd\"",
            "\"\\u0000\"");

    private static final List<String> BROKEN = List.of(
            "",
            " ",
            "{",
            "}",
            "[",
            "nul",
            "null",
            "17",
            "\"text\"",
            "[]",
            "{}",
            "{\"type\":7}",
            "{\"type\":null,\"payload\":{}}",
            "{\"type\":\"joinRoom\",\"payload\":[]}",
            "{\"type\":\"joinRoom\",\"type\":\"produce\",\"payload\":{}}",
            "{\"type\":\"joinRoom\",\"payload\":{\"roomId\":\"a\",\"roomId\":\"b\"}}",
            "{\"type\":\"joinRoom\",\"payload\":{\"roomId\":\"a\"}} trailing",
            "{\"id\":{\"deep\":[1]},\"type\":\"joinRoom\",\"payload\":{}}",
            "{'type':'joinRoom'}",
            "\uFEFF{\"type\":\"joinRoom\"}");

    private final URI server;
    private final List<String> foreignIds;
    private final SplittableRandom random;
    private HostileSocket socket;
    private int sockets = 1;

    /** @param foreignIds ids of peers, transports, producers and consumers that belong to others */
    HostileFrames(URI server, List<String> foreignIds, long seed) {
        this.server = server;
        this.foreignIds = List.copyOf(foreignIds);
        random = new SplittableRandom(seed);
        socket = HostileSocket.open(server);
    }

    /** Sends {@code count} frames, over a new connection whenever the server ended the last. */
    void send(int count) {
        for (int i = 0; i < count; i++) {
            if (socket.hasEnded() || i % 100 == 99) {
                reopen();
            }
            switch (random.nextInt(12)) {
                case 0, 1 -> socket.text(oneOf(BROKEN));
                case 2, 3, 4 -> socket.text(message(oneOf(TYPES), oneOf(WRONG)));
                case 5, 6, 7 -> socket.text(message(oneOf(TYPES), Scripts.literal(oneOf(foreignIds))));
                case 8 -> socket.text(message("type" + random.nextInt(), "1"));
                case 9 -> socket.text(nested(random.nextInt(20, 2000)));
                case 10 -> socket.text(truncated(message(oneOf(TYPES), oneOf(WRONG))));
                default -> breakFraming();
            }
        }
    }

    /** How many connections it took. */
    int sockets() {
        return sockets;
    }

    /** A fresh connection; every second one is in a room of its own, past the first refusal. */
    private void reopen() {
        socket.close();
        socket = HostileSocket.open(server);
        sockets++;
        if (random.nextBoolean()) {
            socket.text("{\"type\":\"joinRoom\",\"payload\":{\"roomId\":\"hostile\",\"protocol\":2}}");
            socket.text("{\"type\":\"createTransport\",\"payload\":{\"direction\":\"send\"}}");
        }
    }

    private void breakFraming() {
        switch (random.nextInt(8)) {
            case 0 -> socket.frame(HostileSocket.BINARY, randomBytes(random.nextInt(200)));
            case 1 -> socket.frame(HostileSocket.TEXT, new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF});
            case 2 -> socket.frame(HostileSocket.TEXT, spaces(64 * 1024 + 1));
            case 3 -> socket.frame(random.nextInt(3, 16), randomBytes(random.nextInt(300)));
            case 4 -> socket.raw(new byte[] {(byte) 0x81, 0x02, '{', '}'}); // a client's frame must be masked
            case 5 -> socket.raw(new byte[] {(byte) 0xF1, (byte) 0x80, 0, 0, 0, 0}); // reserved bits
            case 6 -> socket.raw(new byte[] {(byte) 0x81, (byte) 0xFF, 0x7F, -1, -1, -1, -1, -1, -1, -1}); // 2^63 bytes
            default -> socket.raw(randomBytes(random.nextInt(1, 400)));
        }
    }

    private String message(String type, String value) {
        var payload = new ArrayList<String>();
        for (String field : FIELDS) {
            if (random.nextInt(3) > 0) {
                payload.add("\"" + field + "\":" + (random.nextInt(3) == 0 ? oneOf(WRONG) : value));
            }
        }
        return "{\"type\":\"%s\",\"id\":%d,\"payload\":{%s}}"
                .formatted(type, random.nextInt(100), String.join(",", payload));
    }

    private static String nested(int depth) {
        return "{\"type\":\"joinRoom\",\"payload\":{\"roomId\":" + "[".repeat(depth) + "]".repeat(depth) + "}}";
    }

    private String truncated(String text) {
        return text.substring(0, random.nextInt(text.length()));
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] spaces(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, " ".getBytes(StandardCharsets.US_ASCII)[0]);
        return bytes;
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
