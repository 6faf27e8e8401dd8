package dev.parley.sfu.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Joins the fragments of a WebSocket text message (RFC 6455 section 5.4) and reads them as UTF-8, strictly. */
final class MessageAssembler {
    private final int maxBytes;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Appends a fragment; false when the message is too long. */
    boolean add(ByteBuf fragment) {
        if (bytes.size() + fragment.readableBytes() > maxBytes) {
            return false;
        }
        try {
            fragment.readBytes(bytes, fragment.readableBytes());
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return true;
    }

    /** The whole message; the next one may begin. */
    String finish() throws CharacterCodingException {
        ByteBuffer whole = ByteBuffer.wrap(bytes.toByteArray());
        if (whole.remaining() > 4096) {
            bytes = new ByteArrayOutputStream(256); // does not keep the room of one long message for ever
        } else {
            bytes.reset();
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(whole)
                .toString();
    }
}
