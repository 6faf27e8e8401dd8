/** What is sent and received of one camera or microphone, from frames to payloads and back. */
@NullMarked
package dev.parley.desktop.track;

import org.jspecify.annotations.NullMarked;
