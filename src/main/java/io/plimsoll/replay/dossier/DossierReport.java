package io.plimsoll.replay.dossier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells a dossier to people who decide about a change, from what matters most to what only completes it. */
final class DossierReport {
    private static final String COMPARE = "COMPARE";
    static final String SIMULATE = "SIMULATE";

    private final Dossier dossier;
    private final Fields root;
    private final Fields header;
    private final Page page;

    private DossierReport(Dossier dossier, Page page) {
        this.dossier = dossier;
        this.root = new Fields(dossier.tree());
        this.header = root.object("header");
        this.page = page;
    }

    static String of(Dossier dossier, Page page) {
        new DossierReport(dossier, page).write();
        return page.finished();
    }

    private void write() {
        String candidate = header.object("candidate").text("id");
        String baseline = header.object("baseline").text("id");
        page.heading(1, "Dossier: " + candidate + " in place of " + baseline);
        page.terms(about());
        new SummarySection(root, page).write();
        new EditSection(root.object("edits"), page).write();
        new MoneySection(root, page).write();
        new LoadSection(root.object("load"), page).write();
        new FairnessSection(root.objects("fairness"), page).write();
        new CaseSection(root, page).write();
        new CoverageSection(root, page).write();
        page.heading(2, "How to read this");
        page.list(limits());
        page.heading(2, "Signatures");
        page.paragraph("Who signs has read the dossier with the digest " + dossier.digest() + " about the candidate "
                + version("candidate") + ", in place of " + version("baseline") + ".");
        page.signatures(List.of("Author", "Reviewer", "Compliance"));
    }

    private Map<String, String> about() {
        Fields data = header.object("data");
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("Domain", header.text("domain"));
        terms.put("Candidate", version("candidate"));
        terms.put("Baseline", version("baseline"));
        terms.put(
                "Evaluated with",
                header.objects("alongside").isEmpty()
                        ? "nothing else"
                        : header.objects("alongside").stream()
                                .map(DossierReport::version)
                                .collect(Collectors.joining(", ")));
        terms.put("How", mode());
        terms.put("Data", data.text("description"));
        terms.put("Time of the data", period(data));
        terms.put("Digest of the data", data.text("digest"));
        terms.put("Engine", header.text("engine"));
        terms.put("Made at", header.text("createdAt"));
        terms.put("Digest of this dossier", dossier.digest().toString());
        return terms;
    }

    private String mode() {
        return switch (header.text("mode")) {
            case COMPARE -> "Both versions decide the same situations, as they were recorded.";
            case SIMULATE ->
                "Each version decides along the timeline, so that what it granted before counts against its own limits.";
            default -> Words.sentence(Words.constant(header.text("mode"))) + ".";
        };
    }

    private static String period(Fields data) {
        return (data.has("from") ? "from " + data.text("from") : "from the first")
                + (data.has("to") ? " to before " + data.text("to") : " to the last");
    }

    private String version(String side) {
        return version(header.object(side));
    }

    private static String version(Fields version) {
        return version.text("id") + " (" + version.text("digest") + ")";
    }

    private static List<String> limits() {
        return List.of(
                "It tells what the policies would have said about these decisions. It does not tell how customers would have"
                        + " reacted, and what people then decided differently.",
                "A decision counts as changed when somebody would act otherwise: outcome, severity, route, actions, amounts"
                        + " with their currency, parameters, approvers. Reasons in other words are no change.",
                "Intervals stand in brackets and hold at a confidence of 95 %, if these decisions are like a random sample of"
                        + " those to come. A month with a sale is no random sample.",
                "An edit is named where its row hit, its rule fired or its decision was asked, and something came out"
                        + " otherwise there. Of two edits in one place both are named.",
                "Amounts are what a policy permits at most, not what was paid. Currencies are never converted.",
                "What no decision touched was not tried: it is neither right nor wrong by this dossier.");
    }
}
