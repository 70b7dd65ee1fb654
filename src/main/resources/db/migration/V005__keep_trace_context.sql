-- In which distributed trace a decision was made, as the W3C header traceparent says it.

ALTER TABLE decision
    ADD COLUMN traceparent text,
    ADD CONSTRAINT decision_traceparent_well_formed
        CHECK (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
