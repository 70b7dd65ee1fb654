package io.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictXmlTest {
    @Test
    void read_document_keepsNamesTextsAndLines() {
        XmlElement root = read("""
                \uFEFF<?xml version="1.0" encoding="utf-8"?>
                <?style x?><!-- said aside -->
                <a xmlns="urn:a" xmlns:x="urn:x" x:kind="1" kind="2">
                  one &amp; <![CDATA[<two>]]><x:b
                    c="3"/>
                  <d>4</d>
                </a>
                """);

        assertThat(root.namespace()).isEqualTo("urn:a");
        assertThat(root.attribute("kind")).isEqualTo("2");
        assertThat(root.attribute("urn:x", "kind")).isEqualTo("1");
        assertThat(root.text().strip()).isEqualTo("one & <two>");
        assertThat(root.children()).extracting(XmlElement::name).containsExactly("b", "d");
        assertThat(root.children()).extracting(XmlElement::line).containsExactly(5, 6);
        assertThat(root.first("b").orElseThrow().namespace()).isEqualTo("urn:x");
        assertThat(root.all("d")).extracting(XmlElement::text).containsExactly("4");
        assertThat(root.first("e")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>                    | declares a document type
                    <!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>                | declares a document type
                    <a>&b;</a>                                                  | line 1: this is not well-formed
                    <a><b></a>                                                  | line 1: this is not well-formed
                    <a/><a/>                                                    | line 1: this is not well-formed
                    <?xml version="1.0" encoding="ISO-8859-1"?><a/>             | another encoding than UTF-8
                    ''                                                          | this is not well-formed
                    """)
    void read_notAcceptable_saysWhere(String xml, String why) {
        assertThat(refusal(xml.getBytes(StandardCharsets.UTF_8))).contains(why);
    }

    @Test
    void read_otherBytesThanUtf8_areRefused() {
        assertThat(refusal("<a>ü</a>".getBytes(StandardCharsets.ISO_8859_1))).contains("not text in UTF-8");
        assertThat(refusal("<a/>".getBytes(StandardCharsets.UTF_16))).contains("not text in UTF-8");
    }

    @Test
    void read_withoutBounds_isRefused() {
        int deep = StrictXml.MAX_DEPTH;

        assertThat(read("<a>".repeat(deep) + "</a>".repeat(deep)).all("a")).hasSize(1);
        assertThat(refusal(("<a>".repeat(deep + 1) + "</a>".repeat(deep + 1)).getBytes(StandardCharsets.UTF_8)))
                .contains("line 1: elements are nested more than 60 deep");
        assertThat(refusal(("<a>" + "<b/>".repeat(StrictXml.MAX_ELEMENTS) + "</a>").getBytes(StandardCharsets.UTF_8)))
                .contains("more than 200000 elements");
        assertThat(refusal(new byte[StrictXml.MAX_BYTES + 1])).contains("more than 4194304 bytes");
    }

    private static XmlElement read(String xml) {
        return StrictXml.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(byte[] xml) {
        PlimsollException refused = catchThrowableOfType(PlimsollException.class, () -> StrictXml.read(xml));
        assertThat(refused.code()).isEqualTo(ProblemCode.CONTRACT_VIOLATED);
        assertThat(refused.violations()).hasSize(1);
        return refused.violations().get(0).detail();
    }
}
