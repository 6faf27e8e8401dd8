package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Datagrams that no client should send to a media port: random bytes, and STUN, DTLS, RTP and RTCP that are cut short,
 * carry wrong credentials or speak for somebody else's streams. Seeded, so that a failure can be seen again.
 */
final class HostileDatagrams implements AutoCloseable {
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int FINGERPRINT_XOR = 0x5354554E;

    private final InetSocketAddress server;
    private final List<String> userFragments;
    private final List<Long> ssrcs;
    private final SplittableRandom random;
    private final List<DatagramSocket> sockets;

    /**
     * @param userFragments ICE user fragments of the server's transports, as their owners were told them
     * @param ssrcs of the streams that others send
     */
    HostileDatagrams(InetSocketAddress server, List<String> userFragments, List<Long> ssrcs, long seed) {
        this.server = server;
        this.userFragments = List.copyOf(userFragments);
        this.ssrcs = List.copyOf(ssrcs);
        random = new SplittableRandom(seed);
        try {
            sockets = List.of(new DatagramSocket(), new DatagramSocket(), new DatagramSocket(), new DatagramSocket());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends {@code count} datagrams from several ports. */
    void send(int count) {
        try {
            for (int i = 0; i < count; i++) {
                byte[] datagram = next();
                sockets.get(i % sockets.size()).send(new DatagramPacket(datagram, datagram.length, server));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects {@code count} times over TCP and sends framed (RFC 4571) and unframed nonsense. */
    void sendOverTcp(int count) {
        for (int i = 0; i < count; i++) {
            try (var socket = new Socket(server.getAddress(), server.getPort())) {
                for (int frame = 0; frame < 10; frame++) {
                    byte[] datagram = next();
                    int claimed = random.nextInt(4) == 0 ? random.nextInt(65_536) : datagram.length;
                    socket.getOutputStream()
                            .write(ByteBuffer.allocate(2 + datagram.length)
                                    .putShort((short) claimed)
                                    .put(datagram)
                                    .array());
                }
            } catch (IOException e) {
                // a connection that the server has reset has done its work
            }
        }
    }

    private byte[] next() {
        return switch (random.nextInt(10)) {
            case 0 -> randomBytes(random.nextInt(1500));
            case 1 -> startingWith(random.nextInt(0, 4), random.nextInt(1, 200));
            case 2 -> startingWith(random.nextInt(20, 80), random.nextInt(1, 200));
            case 3 -> startingWith(random.nextInt(128, 192), random.nextInt(1, 200));
            case 4 -> stunWithWrongCredentials();
            case 5 -> truncated(stunWithWrongCredentials());
            case 6 -> dtls();
            case 7 -> truncated(dtls());
            case 8 -> rtp();
            default -> rtcp();
        };
    }

    /** A binding request (RFC 8489) with a true user name, a forged integrity and a right fingerprint. */
    private byte[] stunWithWrongCredentials() {
        byte[] user = (userFragments.get(random.nextInt(userFragments.size())) + ":nobody")
                .getBytes(StandardCharsets.US_ASCII);
        int paddedUser = (user.length + 3) / 4 * 4;
        int length = 4 + paddedUser + 4 + 24 + 8;
        ByteBuffer message = ByteBuffer.allocate(20 + length);
        message.putShort((short) 0x0001).putShort((short) length).putInt(MAGIC_COOKIE);
        message.put(randomBytes(12));
        message.putShort((short) 0x0006).putShort((short) user.length).put(Arrays.copyOf(user, paddedUser));
        message.putShort((short) 0x0025).putShort((short) 0); // USE-CANDIDATE
        message.putShort((short) 0x0008).putShort((short) 20).put(randomBytes(20)); // MESSAGE-INTEGRITY
        var crc = new CRC32();
        crc.update(message.array(), 0, message.position());
        message.putShort((short) 0x8028).putShort((short) 4).putInt((int) crc.getValue() ^ FINGERPRINT_XOR);
        return message.array();
    }

    /** A record (RFC 6347) in clear: a fatal alert, a close notice, or a hello that says little. */
    private byte[] dtls() {
        byte[] body = switch (random.nextInt(3)) {
            case 0 -> new byte[] {2, 40}; // fatal, handshake_failure
            case 1 -> new byte[] {1, 0}; // close_notify
            default -> randomBytes(random.nextInt(12, 300));
        };
        int type = body.length == 2 ? 21 : 22;
        return ByteBuffer.allocate(13 + body.length)
                .put((byte) type)
                .putShort((short) 0xFEFD)
                .putLong(random.nextInt(1000))
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    private byte[] rtp() {
        byte[] packet = randomBytes(random.nextInt(12, 1200));
        ByteBuffer.wrap(packet)
                .put((byte) (0x80 | random.nextInt(64)))
                .put((byte) random.nextInt(96, 128))
                .putShort((short) random.nextInt())
                .putInt(random.nextInt())
                .putInt((int) (long) ssrcs.get(random.nextInt(ssrcs.size())));
        return random.nextBoolean() ? packet : truncated(packet);
    }

    private byte[] rtcp() {
        byte[] packet = randomBytes(random.nextInt(8, 200));
        ByteBuffer.wrap(packet)
                .put((byte) (0x80 | random.nextInt(32)))
                .put((byte) random.nextInt(200, 208))
                .putShort((short) random.nextInt(0, 60))
                .putInt((int) (long) ssrcs.get(random.nextInt(ssrcs.size())));
        return packet;
    }

    private byte[] startingWith(int first, int length) {
        byte[] bytes = randomBytes(length);
        bytes[0] = (byte) first;
        return bytes;
    }

    private byte[] truncated(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        sockets.forEach(DatagramSocket::close);
    }
}
