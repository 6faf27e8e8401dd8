package dev.parley.sfu.pipe;

import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of packets from one Worker to another, for all rooms that are on both: a ring that the one writes and the other
 * reads, without locks. What does not fit is refused. Nothing is allocated per packet once each slot has been used.
 *
 * <p>Thread: the writing Worker's, but for {@link #drain}, which is the reading one's.
 */
public final class Pipe {
    /** A tenth of a second of a meeting of thirty, in which the reader may do other things; 1.5 MB. */
    static final int CAPACITY = 1_024;

    /** Something other than a packet to be told at the far end, on the reader's thread. */
    interface News {
        void tell(long nowNanos);
    }

    private final Executor reader;
    private final LongSupplier nanoClock;
    private final Runnable drainAnnounced = this::drainAnnounced;
    /** Made by the writer; of the reader between {@link #read} and {@link #written}. */
    private final @Nullable PipedPacket[] slots = new @Nullable PipedPacket[CAPACITY];

    /** How many packets were written so far. */
    private final AtomicLong written = new AtomicLong();
    /** How many were read; what the writer knows of that is in {@link #readSeen}. */
    private final AtomicLong read = new AtomicLong();
    /** Whether the reader is about to look. */
    private final AtomicBoolean announced = new AtomicBoolean();

    private long readSeen;
    private boolean unannounced;
    private int consumers;

    /**
     * An empty one.
     *
     * @param reader runs tasks on the thread of the Worker at the far end, in order
     */
    public Pipe(Executor reader, LongSupplier nanoClock) {
        this.reader = reader;
        this.nanoClock = nanoClock;
    }

    /**
     * Writes a copy of a packet, of which the reader knows after {@link #flush}.
     *
     * @return false when there is no room for it
     */
    boolean add(MediaPacket packet, ReceiveStream from, boolean afterWithheld, PipeProducer to) {
        long at = written.getPlain();
        if (at - readSeen == CAPACITY) {
            readSeen = read.getAcquire();
            if (at - readSeen == CAPACITY) {
                return false;
            }
        }
        slot(at).hold(packet, from, afterWithheld, to);
        written.setRelease(at + 1);
        unannounced = true;
        return true;
    }

    /** One more producer goes through it. */
    void opened() {
        consumers++;
    }

    /** One that went through it does not any more. */
    void closed() {
        consumers--;
    }

    /** Whether nothing goes through it any more, nor ever will unless it is asked for again. */
    public boolean unused() {
        return consumers == 0;
    }

    /** Whether half of it is free: what can be had otherwise too does not take the place of what cannot. */
    boolean halfFree() {
        readSeen = read.getAcquire();
        return written.getPlain() - readSeen <= CAPACITY / 2;
    }

    private PipedPacket slot(long number) {
        int index = (int) (number & CAPACITY - 1);
        PipedPacket slot = slots[index];
        if (slot == null) {
            slot = new PipedPacket();
            slots[index] = slot;
        }
        return slot;
    }

    /** The reader is to take what was written. */
    public void flush() {
        if (unannounced) {
            unannounced = false;
            if (!announced.getAndSet(true)) {
                reader.execute(drainAnnounced);
            }
        }
    }

    /** Has something told at the far end, after all packets that were written before. */
    void tell(News news) {
        reader.execute(() -> {
            drain();
            news.tell(nanoClock.getAsLong());
        });
    }

    private void drainAnnounced() {
        // What is written from now on is announced anew; getAndSet, so that what was written before is seen.
        announced.getAndSet(false);
        drain();
    }

    /** Delivers what there is at this moment. */
    private void drain() {
        long at = read.getPlain();
        long end = written.getAcquire();
        long nowNanos = nanoClock.getAsLong();
        for (; at < end; at++) {
            slot(at).deliver(nowNanos);
            read.setRelease(at + 1);
        }
    }
}
