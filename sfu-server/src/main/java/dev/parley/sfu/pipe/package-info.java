/**
 * From a producer to those who consume it on another Worker: a {@code PipeConsumer} beside the producer, a {@code Pipe}
 * from each Worker to each other one, and a {@code PipeProducer} at its end, which stands for the producer there.
 *
 * <p>Thread: of the {@code Pipe} both Workers', of the {@code PipeConsumer} the first's, of the {@code PipeProducer} the
 * second's. Imports {@code producer} and {@code stream}.
 */
@NullMarked
package dev.parley.sfu.pipe;

import org.jspecify.annotations.NullMarked;
