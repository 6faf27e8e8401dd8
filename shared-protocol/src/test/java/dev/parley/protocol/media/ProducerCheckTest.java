package dev.parley.protocol.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.json.JsonException;
import dev.parley.protocol.json.JsonText;
import dev.parley.protocol.json.RecordReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mediasoup's worker refuses, where its library would not. */
class ProducerCheckTest {
    private static final String VP8 = "{'mimeType':'video/VP8','payloadType':96,'clockRate':90000}";
    private static final String RTX =
            "{'mimeType':'video/rtx','payloadType':97,'clockRate':90000,'parameters':{'apt':96}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'codecs':[]|codecs: there is no media codec",
                "'codecs':[RTX]|codecs[0].parameters.apt: is no payload type of a media codec",
                "'codecs':[VP8,VP8]|codecs[1].payloadType: 96 is given twice",
                "'codecs':[VP8,RTX,RTX]|codecs[2].payloadType: 97 is given twice",
                "'codecs':[VP8,{'mimeType':'video/rtx','payloadType':97,'clockRate':90000}]|codecs[1].parameters.apt: is no payload type of a media codec",
                "'codecs':[{'mimeType':'audio/opus','payloadType':96,'clockRate':48000}]|codecs[0].mimeType: audio/opus is not video",
                "'codecs':[VP8]|encodings[0]: has no ssrc, no rid and no mid",
                "'mid':'0','codecs':[VP8],'encodings':[{'ssrc':1},{}]|encodings[1]: has no ssrc and no rid",
                "'codecs':[VP8],'encodings':[{'ssrc':1},{'ssrc':1}]|encodings: ssrc 1 is given twice",
                "'codecs':[VP8],'encodings':[{'ssrc':1,'rtx':{'ssrc':1}}]|encodings: ssrc 1 is given twice",
                "'codecs':[VP8],'encodings':[{'rid':'a'},{'rid':'a'}]|encodings: rid a is given twice",
                "'codecs':[VP8,RTX],'encodings':[{'ssrc':1,'codecPayloadType':97}]|encodings[0].codecPayloadType: is no payload type of a media codec",
                "'codecs':[VP8],'encodings':[{'ssrc':1,'codecPayloadType':98}]|encodings[0].codecPayloadType: is no payload type of a media codec",
                "'codecs':[VP8],'encodings':[{'ssrc':1,'scalabilityMode':'L3T3'},{'ssrc':2}]|encodings[0].scalabilityMode: several encodings with several spatial layers",
            })
    void parametersThatContradictThemselvesAreRefusedByName(String fields, String message) {
        assertThatThrownBy(() -> Ortc.producerRtpParameters(MediaKind.VIDEO, parameters(fields)))
                .isInstanceOf(OrtcException.class)
                .hasMessage(message);
    }

    @Test
    void oneEncodingIsAddedWhereTheMidIsAllThatIsKnown() throws OrtcException, JsonException {
        RtpParameters complete = Ortc.producerRtpParameters(MediaKind.VIDEO, parameters("'mid':'0','codecs':[VP8]"));
        assertThat(complete.encodings()).containsExactly(RtpEncodingParameters.UNKNOWN);
        assertThat(complete.ssrcs()).isEmpty();
    }

    @Test
    void everySsrcIsListedWithItsRetransmission() throws OrtcException, JsonException {
        RtpParameters complete = Ortc.producerRtpParameters(
                MediaKind.VIDEO,
                parameters("'codecs':[VP8,RTX],'encodings':[{'ssrc':4294967295,'rtx':{'ssrc':2}},{'ssrc':3}]"));
        assertThat(complete.ssrcs()).containsExactly(4_294_967_295L, 2L, 3L);
    }

    private static RtpParameters parameters(String fields) throws JsonException {
        String json = "{" + fields.replace("VP8", "@").replace("RTX", RTX).replace("@", VP8) + "}";
        return RecordReader.read(RtpParameters.class, JsonText.readObject(json.replace('\'', '"'), 10_000));
    }
}
