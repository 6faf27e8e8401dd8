/**
 * JSON text to records and back. The records of {@code media} and {@code signaling} are the one description of what is
 * on the wire: {@link dev.parley.protocol.json.RecordReader} and {@link dev.parley.protocol.json.RecordWriter} follow
 * their components, the annotations here say what a Java type cannot (ranges, what may be left out, which field belongs
 * to the extensions), and the TypeScript types of the browser client are generated from the same components.
 *
 * <p>Thread: any; everything is stateless or immutable. Imports nothing of Parley. Only the streaming part of Jackson is
 * used, because building a Jackson object mapper costs a good part of the server's start-up time.
 */
@NullMarked
package dev.parley.protocol.json;

import org.jspecify.annotations.NullMarked;
