package dev.parley.desktop.ui.stage;

import java.util.Optional;

/**
 * What is of interest right now.
 *
 * @param pinned who is to be large whatever happens
 * @param speaker whoever spoke last
 * @param page from 0; one that is not there is taken for the last
 */
record Interest(Optional<String> pinned, Optional<String> speaker, int page) {}
