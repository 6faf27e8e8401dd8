package dev.parley.protocol.signaling;

/**
 * A consumer that a peer still has when it resumes its session.
 *
 * @param paused whether its owner has paused it, or not resumed it yet
 */
public record OwnConsumer(String consumerId, String producerId, boolean paused) {}
