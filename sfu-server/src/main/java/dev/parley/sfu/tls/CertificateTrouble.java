package dev.parley.sfu.tls;

import java.time.Instant;

/**
 * Why there is no new certificate, while there should be one.
 *
 * @param failures how often it went wrong since it last went right, at least 1
 * @param sentence what went wrong the last time, for the operator
 * @param nextTry when it is tried again, at the earliest
 */
public record CertificateTrouble(int failures, String sentence, Instant nextTry) {}
