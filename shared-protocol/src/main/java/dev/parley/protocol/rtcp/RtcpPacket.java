package dev.parley.protocol.rtcp;

/**
 * One RTCP packet (RFC 3550, section 6). Synchronization sources, RTP timestamps and counters are all 32 bits of an
 * unsigned number in a signed int, as {@code RtpPacket} gives them.
 */
public sealed interface RtcpPacket
        permits SenderReport,
                ReceiverReport,
                SourceDescription,
                Bye,
                GenericNack,
                PictureLossIndication,
                FullIntraRequest,
                ReceiverEstimatedMaxBitrate,
                TransportFeedback,
                ExtendedReport,
                UnknownRtcp {}
