package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.decide;
import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An explanation as its readers ask for it. */
@QuarkusTest
class ExplanationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "application/json | application/json",
                "text/html | text/html",
                "text/plain | text/plain",
                "text/* | text/html",
                "application/json;q=0.5, text/plain | text/plain",
                "text/html;q=0.1, text/plain;q=0.9 | text/plain",
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8 | text/html",
                "application/xml, */*;q=0.1 | application/json",
                "text/html;q=0, text/plain | text/plain"
            })
    void accept_isAnsweredWithWhatItLikesBest(String accept, String type) {
        String explanation = explanationOf(returning(freshId(), "1"));

        as("auditor")
                .header("Accept", accept)
                .get(explanation)
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("Content-Language", "en")
                .header("Vary", allOf(containsString("Accept,"), containsString("Accept-Language")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "image/*", "application/json;q=0, text/*;q=0"})
    void accept_ofNothingThatThereIs_isAProblem(String accept) {
        as("auditor")
                .header("Accept", accept)
                .get(explanationOf(returning(freshId(), "1")))
                .then()
                .statusCode(406)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:plimsoll:problem:not-acceptable"));
    }

    @ParameterizedTest
    @CsvSource({"client, 200", "feed, 404", "analyst, 200", "reviewer, 200", "auditor, 200", "admin, 403"})
    void page_isForThoseWhoMayReadTheDecision(String user, int status) {
        String explanation = explanationOf(returning(freshId(), "1"));

        for (String accept : new String[] {"application/json", "text/html", "text/plain"}) {
            as(user).accept(accept).get(explanation).then().statusCode(status);
        }
    }

    @Test
    void page_tellsWhatWasDecidedAndWhy_andRunsNothing() {
        Response page = as("auditor").accept("text/html").get(explanationOf(returning(freshId(), "12.5")));

        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(page.asString())
                .startsWith("<!DOCTYPE html>")
                .contains("<html lang=\"en\">", "<h1>Decision ", "<h2>What was decided</h2>", "@media print")
                .contains("<dt>Policy</dt>\n<dd>retail, version 1 (active)</dd>", "<dt>Policy digest</dt>")
                .contains("<dt>Guardrails</dt>", "<dt>Outcome</dt>\n<dd>act</dd>", "<dt>Channel</dt>\n<dd>CHAT</dd>")
                .contains("<th scope=\"row\">return_delivered_order_items</th><td>permitted</td><td>12.5 USD</td>")
                .contains("CONDITIONS_MET", "Rationale: ", "Source: ")
                .doesNotContain("<script", "href=", "src=", "onclick", "<dd>null", "<td>null");
    }

    @Test
    void json_tellsWhichVersionAnswered_andEveryRowCellByCell() {
        JsonPath explanation = as("auditor")
                .get(explanationOf(returning(freshId(), "12.5")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(explanation.getInt("chosen.version")).isPositive();
        assertThat(explanation.getString("chosen.digest")).startsWith("sha256:");
        assertThat(explanation.getString("chosen.stage")).isEqualTo("ACTIVE");
        assertThat(explanation.getString("chosen.why")).startsWith("Version 1 is active since ");
        assertThat(explanation.getString("reasons[0].code")).isEqualTo("CONDITIONS_MET");
        assertThat(explanation.getString("reasons[0].customer")).isEqualTo("Your request meets the conditions.");
        String finding = "tables.find { it.decision == 'Status Finding' }.";
        assertThat(explanation.getList(finding + "columns.met")).containsExactly("true");
        assertThat(explanation.getList(finding + "rows.cells.flatten().result")).containsExactly("TRUE", "FALSE");
        assertThat(explanation.getList(finding + "rows.selected")).containsExactly(true, false);
    }

    @Test
    void reasons_areToldInGerman_toThoseWhoAskForIt_andAllElseStaysAsItIs() {
        String location = explanationOf(returning(freshId(), "12.5"));

        String german = "Ihre Anfrage erfüllt die Bedingungen.";
        for (String accept : new String[] {"application/json", "text/html", "text/plain"}) {
            Response answer = as("auditor")
                    .accept(accept)
                    .header("Accept-Language", "de-CH, de;q=0.9")
                    .get(location);
            assertThat(answer.header("Content-Language")).isEqualTo("de");
            assertThat(answer.asString()).contains(german, "Alle Bedingungen der Richtlinie sind erfüllt.");
        }
        assertThat(as("auditor")
                        .accept("text/html")
                        .header("Accept-Language", "de")
                        .get(location)
                        .asString())
                .contains("<html lang=\"en\">", "<tbody lang=\"de\">");
        assertThat(as("auditor").get(location.replace("/explanation", "")).asString())
                .contains("All conditions of the policy are met.")
                .doesNotContain(german);
    }

    @Test
    void page_showsTablesWithSignsAndWords_andFoldsLongOnes() {
        String page = as("auditor")
                .accept("text/html")
                .get(explanationOf(returning(freshId(), "12.5")))
                .asString();

        assertThat(page)
                .contains("<span class=\"met\">met <code>true</code></span>")
                .contains("<tr class=\"hit\"><th scope=\"row\">1 hit<br>")
                .contains("<td class=\"true\"><span aria-hidden=\"true\">✓</span> <span class=\"heard\">true: </span>")
                .contains(
                        "<td class=\"false\"><span aria-hidden=\"true\">✗</span> <span class=\"heard\">false: </span>");
        String customer = freshId();
        chat(customer, 9);
        chat(customer, 8);
        String recovery = as("auditor")
                .accept("text/html")
                .get(chat(customer, 7).<String>path("links.explanation"))
                .asString();
        assertThat(recovery)
                .contains(
                        "<details>\n<summary>All ",
                        " rows</summary>",
                        "class=\"not-reached\"",
                        ", about reach_out</h3>")
                .doesNotContain("<script", "href=", "src=");
    }

    @Test
    void text_tellsTheSame_inLinesThatFit() {
        String text = as("auditor")
                .accept("text/plain")
                .get(explanationOf(returning(freshId(), "12.5")))
                .asString();

        assertThat(text)
                .startsWith("Decision ")
                .contains("\nWhat was decided\n----------------\n", "\nOutcome: act\n")
                .contains("\n* Action: return_delivered_order_items\n  Disposition: permitted\n  Up to: 12.5 USD\n")
                .doesNotContain("&lt;", ": null\n");
        assertThat(text)
                .contains("\n* Row 1 hit: ", "\n  ✓ ", "\n* Row 2 missed by one: ✗ ", " met true, not false\n")
                .doesNotContain("\n  ○ ");
        assertThat(text.lines()).allMatch(line -> line.length() <= TextReport.WIDTH);
    }

    @Test
    void words_ofClients_areTextAndNeverMarkup() {
        String explanation = explanationOf(
                signal("\"topic\": \"<script>alert('1')</script> & \\\"x\\\"\\nOutcome: escalate\\u001b[31m\","
                        + " \"text\": \"These are my own words\""));

        String page = as("auditor").accept("text/html").get(explanation).asString();
        String text = as("auditor").accept("text/plain").get(explanation).asString();

        assertThat(page)
                .contains("<dd>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;")
                .doesNotContain("<script", "my own words");
        assertThat(text)
                .contains("Topic: <script>alert('1')</script> & \"x\" Outcome: escalate [31m\n")
                .doesNotContain("\u001b", "my own words");
    }

    @Test
    void page_ofAPolicyThatRemembers_tellsWhatTheHistorySaysAndWhatWasHeldBack() {
        String customer = freshId();
        for (int hours = 9; hours > 6; hours--) {
            chat(customer, hours);
        }

        String explanation = chat(customer, 6).path("links.explanation");

        String page = as("auditor").accept("text/html").get(explanation).asString();
        assertThat(page)
                .contains("<h2>Held back</h2>", "<th scope=\"row\">reach_out</th><td>REACH_OUT_COOLDOWN</td>")
                .contains("<h2>What the history says</h2>", "<h2>Rules that fired</h2>", "<dt>Guardrails digest</dt>")
                .contains("<dd>-0.55</dd>")
                .doesNotContain("This is annoying");
        assertThat(as("auditor").accept("text/plain").get(explanation).asString())
                .contains("\nHeld back\n---------\n* What: reach_out\n  Because: REACH_OUT_COOLDOWN\n");
    }

    private static Response chat(String customer, int hoursAgo) {
        return as("client")
                .contentType("application/json")
                .body("""
                        {"signal": {"id": "%s", "customer": "%s", "occurredAt": "%s", "channel": "CHAT", "topic": "delivery",
                          "text": "This is annoying", "scores": {"sentiment": -0.55, "intensity": 0.6, "activeness": 0.5,
                          "confidence": 0.93}, "producer": {"kind": "MODEL", "name": "sentiment-x", "version": "2.1"}},
                         "facts": {"tier": "GOLD", "email_consent": true, "preferred_contact": "EMAIL"}}
                        """.formatted(freshId(), customer, Instant.now().minus(Duration.ofHours(hoursAgo))))
                .post("/v1/domains/customer-recovery/decisions");
    }

    private static String explanationOf(String body) {
        return decide(body).then().statusCode(201).extract().path("links.explanation");
    }

    private static String signal(String more) {
        return "{\"signal\": {\"id\": \"%s\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T09:15:00Z\", %s}}"
                .formatted(freshId(), more);
    }
}
