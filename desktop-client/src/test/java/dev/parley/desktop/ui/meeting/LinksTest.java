package dev.parley.desktop.ui.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.org|https://example.org",
                "see https://example.org/a?b=c#d.|https://example.org/a?b=c#d",
                "(http://example.org/x)|http://example.org/x",
                "https://en.example.org/wiki/Tea_(drink)|https://en.example.org/wiki/Tea_(drink)",
                "HTTPS://Example.org/!|HTTPS://Example.org/",
                "https://example.org:8443/…|https://example.org:8443/"
            })
    void aWholeAddressIsALink(String written, String link) {
        assertThat(linksIn(written)).containsExactly(URI.create(link));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,<script>",
                "file:///etc/passwd",
                "parley://meet.example.org/r/tea",
                "https://bank.example@evil.example",
                "https://",
                "https:///path",
                "example.org",
                "xhttps://example.org",
                "https://exa\u202emple.org\u202e:x"
            })
    void nothingElseIsOne(String written) {
        assertThat(linksIn(written)).noneMatch(link -> !"https".equals(link.getScheme()) || link.getUserInfo() != null);
        assertThat(linksIn(written).stream().map(URI::getHost)).doesNotContain("evil.example", "example.org");
    }

    @Test
    void thePiecesAreTheWholeText() {
        String written = "a https://b.example, c http://d.example/e) f";
        StringBuilder all = new StringBuilder();
        Links.piecesOf(written).forEach(piece -> all.append(piece.text()));
        assertThat(all).hasToString(written);
        assertThat(linksIn(written)).hasSize(2);
    }

    private static List<URI> linksIn(String written) {
        return Links.piecesOf(written).stream()
                .flatMap(piece -> piece.link().stream())
                .toList();
    }
}
