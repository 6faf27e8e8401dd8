package dev.parley.desktop.ui.device;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.LocalMedia.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to say when devices do not run: keys of sentences that say what to do next. */
public final class DeviceSentences {
    private DeviceSentences() {}

    /** Before the call, one for each different trouble; empty when all is well. */
    public static List<String> beforeJoining(
            Optional<Problem> camera, Optional<Problem> microphone, Optional<Problem> speaker) {
        List<String> sentences = new ArrayList<>();
        if (camera.isPresent() && camera.equals(microphone)) {
            sentences.add(both(camera.get()));
        } else {
            camera.ifPresent(problem -> sentences.add(camera(problem)));
            microphone.ifPresent(problem -> sentences.add(microphone(problem)));
        }
        speaker.ifPresent(problem -> sentences.add(speaker(problem)));
        return sentences;
    }

    /** In the call, where the switch of the device is the way to try again. */
    public static String inCall(Device device, Problem problem) {
        return switch (device) {
            case CAMERA ->
                switch (problem) {
                    case NONE_THERE -> "incall.camera.missing";
                    case UNPLUGGED -> "incall.camera.unplugged";
                    case CANNOT_OPEN -> "incall.camera.closed";
                };
            case MICROPHONE ->
                switch (problem) {
                    case NONE_THERE -> "incall.microphone.missing";
                    case UNPLUGGED -> "incall.microphone.unplugged";
                    case CANNOT_OPEN -> "incall.microphone.closed";
                };
            case SPEAKER ->
                switch (problem) {
                    case NONE_THERE -> "trouble.speaker.missing";
                    case UNPLUGGED -> "incall.speaker.unplugged";
                    case CANNOT_OPEN -> "incall.speaker.closed";
                };
        };
    }

    /** The words on the join button: what one joins with. */
    public static String joinLabel(Optional<Problem> camera, Optional<Problem> microphone) {
        if (camera.isPresent()) {
            return microphone.isPresent() ? "join.watch" : "join.without-camera";
        }
        return microphone.isPresent() ? "join.without-microphone" : "join.now";
    }

    private static String both(Problem problem) {
        return switch (problem) {
            case NONE_THERE -> "trouble.both.missing";
            case UNPLUGGED -> "trouble.both.unplugged";
            case CANNOT_OPEN -> "trouble.both.closed";
        };
    }

    private static String camera(Problem problem) {
        return switch (problem) {
            case NONE_THERE -> "trouble.camera.missing";
            case UNPLUGGED -> "trouble.camera.unplugged";
            case CANNOT_OPEN -> "trouble.camera.closed";
        };
    }

    private static String microphone(Problem problem) {
        return switch (problem) {
            case NONE_THERE -> "trouble.microphone.missing";
            case UNPLUGGED -> "trouble.microphone.unplugged";
            case CANNOT_OPEN -> "trouble.microphone.closed";
        };
    }

    private static String speaker(Problem problem) {
        return switch (problem) {
            case NONE_THERE -> "trouble.speaker.missing";
            case UNPLUGGED -> "trouble.speaker.unplugged";
            case CANNOT_OPEN -> "trouble.speaker.closed";
        };
    }
}
