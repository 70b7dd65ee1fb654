package io.plimsoll.app.demo;

import io.plimsoll.evaluation.Channel;
import io.plimsoll.platform.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The complaints of {@code demo/complaints.jsonl} as signals, in the order of their dates. They are real and years old.
 * What is not theirs is made up here and said so: a pseudonym for each complaint, midnight for a date without a time.
 */
final class Complaints {
    private Complaints() {}

    static List<Message> inOrder() {
        return Resources.lines("complaints.jsonl").stream()
                .map(Complaints::message)
                .toList();
    }

    static boolean hasText(Message complaint) {
        return complaint.signal().get("text") != null;
    }

    private static Message message(Map<String, @Nullable Object> row) {
        String id = Resources.text(row, "id");
        Tree.Builder signal = Tree.object()
                .put("id", "cfpb-" + id)
                .put("customer", "complainant-" + id)
                .put("case", "complaint-" + id)
                .put("occurredAt", Resources.text(row, "received") + "T00:00:00Z")
                .put("channel", channel(Resources.text(row, "via")))
                .put("topic", Resources.text(row, "product"));
        if (row.get("narrative") != null) {
            signal.put("text", row.get("narrative"));
        }
        return new Message(Tree.object().put("signal", signal.build()).build());
    }

    /** A form on the web, a letter and a fax are, like an e-mail, written and read later. */
    private static Channel channel(String via) {
        return switch (via) {
            case "Phone" -> Channel.VOICE;
            case "Web", "Email", "Fax", "Postal mail", "Referral" -> Channel.EMAIL;
            default -> throw new IllegalStateException("unknown way of submission: " + via);
        };
    }
}
