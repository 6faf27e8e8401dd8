package dev.parley.protocol.ice;

import dev.parley.protocol.stun.StunMessage;
import dev.parley.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes an authentic binding request with an empty attribute of any type, which the writer itself never would. */
final class StrangeRequest {
    private StrangeRequest() {}

    static byte[] with(int attribute, IceCredentials credentials, byte[] transactionId) {
        byte[] username = (credentials.usernameFragment() + ":client").getBytes(StandardCharsets.UTF_8);
        int padded = (username.length + 3) & ~3;
        byte[] message = new byte[StunMessage.HEADER + 4 + padded + 4 + 24];
        Bytes.put16(message, 0, 1);
        Bytes.put16(message, 2, message.length - StunMessage.HEADER);
        Bytes.put32(message, 4, 0x2112a442);
        System.arraycopy(transactionId, 0, message, 8, 12);
        Bytes.put16(message, 20, 6);
        Bytes.put16(message, 22, username.length);
        System.arraycopy(username, 0, message, 24, username.length);
        Bytes.put16(message, 24 + padded, attribute);
        int integrity = message.length - 24;
        Bytes.put16(message, integrity, 8);
        Bytes.put16(message, integrity + 2, 20);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(credentials.password().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            mac.update(message, 0, integrity);
            mac.doFinal(message, integrity + 4);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return message;
    }
}
