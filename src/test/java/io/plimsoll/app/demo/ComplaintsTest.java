package io.plimsoll.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Contract;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private final List<Message> complaints = Complaints.inOrder();

    @Test
    void complaints_areAllThereInTheOrderOfTheirDates() {
        assertThat(complaints).hasSize(1_734);
        assertThat(complaints).isSortedAccordingTo(Comparator.comparing(Message::occurredAt));
        assertThat(complaints).map(Message::id).doesNotHaveDuplicates();
        assertThat(complaints).map(Message::customer).doesNotHaveDuplicates();
    }

    @Test
    void complaint_bringsWordsAndNoScores() {
        assertThat(complaints).filteredOn(Complaints::hasText).hasSize(354).allSatisfy(complaint -> assertThat(
                        String.valueOf(complaint.signal().get("text")))
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(Contract.MAX_TEXT));
        assertThat(complaints)
                .allSatisfy(complaint -> assertThat(complaint.signal()).doesNotContainKeys("scores", "producer"));
    }
}
