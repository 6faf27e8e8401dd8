package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.ui.text.Texts;
import java.io.File;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves what helps to find a fault where the person wants it. */
final class ProblemReport {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemReport.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");

    private final Texts texts;
    private final CallOpener opener;

    ProblemReport(Texts texts, CallOpener opener) {
        this.texts = texts;
        this.opener = opener;
    }

    /**
     * Asks where to, and saves.
     *
     * @param say is given sentences about what happens
     */
    void save(Window window, Optional<Call> call, Consumer<String> say) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("problem.title"));
        chooser.setInitialFileName(
                "parley-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME) + ".zip");
        @Nullable File chosen = chooser.showSaveDialog(window);
        if (chosen != null) {
            save(chosen.toPath(), call, say);
        }
    }

    /** Saves there. */
    void save(Path file, Optional<Call> call, Consumer<String> say) {
        say.accept(texts.of("problem.recording"));
        var _ = opener.problemBundle(file, call).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("no problem report in {}", file, failure);
            }
            Platform.runLater(() -> say.accept(
                    failure == null
                            ? texts.of("problem.saved", String.valueOf(file.getFileName()))
                            : texts.of("problem.failed")));
        });
    }
}
