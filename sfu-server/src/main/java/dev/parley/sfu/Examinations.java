package dev.parley.sfu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.sfu.access.JoinTokens;
import dev.parley.sfu.access.TokenException;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.doctor.Doctor;
import dev.parley.sfu.doctor.Finding;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doctor's visits that the admin page asks for, one at a time. Thread: the control thread; visits have their own. */
final class Examinations {
    private static final Logger LOG = LoggerFactory.getLogger(Examinations.class);
    private static final JsonFactory JSON = new JsonFactory();

    private final ServerConfiguration configuration;
    private final Optional<JoinTokens> tokens;
    private final IntSupplier pagesPort;
    private @Nullable CompletableFuture<Optional<String>> visit;

    Examinations(ServerConfiguration configuration, Optional<JoinTokens> tokens, IntSupplier pagesPort) {
        this.configuration = configuration;
        this.tokens = tokens;
        this.pagesPort = pagesPort;
    }

    /** What is found, as JSON; empty when the token is not an admin's. Who comes during a visit gets what it finds. */
    CompletableFuture<Optional<String>> of(String token) {
        if (!isAdmin(token)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Optional<String>> present = visit;
        if (present == null || present.isDone()) {
            CompletableFuture<Optional<String>> begun = new CompletableFuture<>();
            Thread.ofVirtual().name("doctor").start(() -> examine(begun));
            visit = begun;
            return begun;
        }
        return present;
    }

    private boolean isAdmin(String token) {
        if (tokens.isEmpty()) {
            return false;
        }
        try {
            tokens.get().requireAdmin(token);
            return true;
        } catch (TokenException e) {
            LOG.info("somebody was kept out of the admin page: {}", e.problem().word());
            return false;
        }
    }

    private void examine(CompletableFuture<Optional<String>> answer) {
        try {
            List<Finding> findings = new Doctor(configuration, pagesPort.getAsInt()).examine(_ -> {});
            answer.complete(Optional.of(json(findings)));
        } catch (InterruptedException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static String json(List<Finding> findings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("well", findings.stream().allMatch(Finding::well));
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeBooleanField("well", finding.well());
                json.writeStringField("sentence", finding.sentence());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }
}
