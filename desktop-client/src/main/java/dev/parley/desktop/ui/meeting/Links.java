package dev.parley.desktop.ui.meeting;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the links in a text that somebody wrote. The web client has the same rules. */
final class Links {
    private static final Pattern CANDIDATE =
            Pattern.compile("(?i)\\bhttps?://[^\\s<>\"'`\\\\^{|}\\p{Cc}\\p{Cf}]+", Pattern.UNICODE_CHARACTER_CLASS);

    /** What ends a sentence rather than an address. */
    private static final Pattern TRAILING = Pattern.compile("[.,;:!?…)\\]»”’*_~]+$");

    /** A piece of a message: words, or a link that may be opened. */
    record Piece(String text, Optional<URI> link) {}

    private Links() {}

    /**
     * Only whole http and https addresses are links, and what is shown is what is opened: an address with a user name,
     * which could pass for another one, is none.
     */
    static List<Piece> piecesOf(String text) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        Matcher candidate = CANDIDATE.matcher(text);
        while (candidate.find()) {
            String shown = withoutTail(candidate.group());
            Optional<URI> link = safe(shown);
            if (link.isPresent()) {
                if (candidate.start() > at) {
                    pieces.add(new Piece(text.substring(at, candidate.start()), Optional.empty()));
                }
                pieces.add(new Piece(shown, link));
                at = candidate.start() + shown.length();
            }
        }
        if (at < text.length()) {
            pieces.add(new Piece(text.substring(at), Optional.empty()));
        }
        return pieces;
    }

    /** A closing bracket belongs to the address if it was opened in it. */
    private static String withoutTail(String candidate) {
        String kept = candidate;
        while (true) {
            Matcher tail = TRAILING.matcher(kept);
            if (!tail.find()) {
                return kept;
            }
            boolean bracket = tail.group().startsWith(")") && kept.contains("(");
            String shorter = kept.substring(0, tail.start()) + (bracket ? ")" : "");
            if (shorter.equals(kept)) {
                return kept;
            }
            kept = shorter;
        }
    }

    private static Optional<URI> safe(String candidate) {
        try {
            URI address = new URI(candidate).parseServerAuthority();
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean plain = (scheme.equals("http") || scheme.equals("https")) && address.getRawUserInfo() == null;
            return plain && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
