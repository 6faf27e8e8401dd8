package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.ui.join.JoinProblem;
import dev.parley.desktop.ui.join.JoinRequest;
import javafx.application.Platform;

/** Listens from the press of the button until one is in the room, or cannot be. */
final class Joining implements Call.Listener {
    /** Where that leads. On JavaFX's thread. */
    interface Outcome {
        /** Whether it is still this one that is wanted. */
        boolean isPresent(Joining joining);

        /** At the door. */
        void knocking(Joining joining);

        /** The room wants a password. */
        void password(Joining joining, boolean wrong);

        /** In the room. */
        void entered(Joining joining);

        /** Not in the room, for this reason. */
        void failed(Joining joining, JoinProblem problem);

        /** Nobody vouches for the server; said after {@link #failed}. */
        void untrusted(CallState.Untrusted server);

        /** It was given up. */
        void left();
    }

    private final Call call;
    private final JoinRequest request;
    private final Outcome outcome;

    Joining(Call call, JoinRequest request, Outcome outcome) {
        this.call = call;
        this.request = request;
        this.outcome = outcome;
    }

    Call call() {
        return call;
    }

    JoinRequest request() {
        return request;
    }

    @Override
    public void state(CallState state) {
        Platform.runLater(() -> {
            if (outcome.isPresent(this)) {
                show(state);
            }
        });
    }

    private void show(CallState state) {
        switch (state) {
            case CallState.Joining wait -> {}
            case CallState.Knocking knocking -> outcome.knocking(this);
            case CallState.PasswordAsked asked -> outcome.password(this, asked.wrong());
            case CallState.Joined joined -> outcome.entered(this);
            case CallState.Resuming resuming -> outcome.entered(this);
            case CallState.Repairing repairing -> outcome.entered(this);
            case CallState.Reconnecting reconnecting ->
                outcome.failed(
                        this,
                        switch (reconnecting.cause()) {
                            case SERVER_CLOSING -> JoinProblem.SERVER_CLOSING;
                            case SERVER_LOST, ROOM_INTERRUPTED -> JoinProblem.UNREACHABLE;
                            case MEDIA_LOST, MEDIA_BLOCKED -> JoinProblem.MEDIA_BLOCKED;
                        });
            case CallState.Refused refused -> outcome.failed(this, JoinProblem.ofCode(refused.code()));
            case CallState.Untrusted untrusted -> {
                outcome.failed(this, untrusted.changed() ? JoinProblem.AUTHORITY_CHANGED : JoinProblem.UNTRUSTED);
                outcome.untrusted(untrusted);
            }
            case CallState.Left left -> outcome.left();
        }
    }

    @Override
    public void added(Participant participant) {
        // The call's screen asks who is there.
    }

    @Override
    public void changed(Participant participant) {
        // The call's screen asks how everybody is.
    }

    @Override
    public void removed(Participant participant) {
        // The call's screen asks who is there.
    }
}
