package dev.parley.sfu.observer;

/**
 * How loud a producer was lately.
 *
 * @param decibels below overload (dBov), -127 to 0
 */
public record AudioLevel(String producerId, int decibels) {}
