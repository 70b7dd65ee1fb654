package io.plimsoll.decision.api;

/** Examples in the documentation; a test sends the request and compares the answer. */
final class Examples {
    static final String RETURN = """
            {"signal": {"id": "s-1", "customer": "omar_anderson_3203", "case": "#W6067464",
                        "occurredAt": "2026-03-02T09:15:00Z", "channel": "CHAT", "topic": "orders"},
             "request": {"type": "return_delivered_order_items", "arguments": {"order_id": "#W6067464"}},
             "facts": {"order_id": "#W6067464", "status": "delivered",
                       "original_payment": {"id": "credit_card_4190576", "source": "credit_card", "balance": null},
                       "chosen_payment": {"id": "credit_card_4190576", "source": "credit_card", "balance": null},
                       "chosen_is_original": true,
                       "items": [{"item_id": "9624127908", "product_id": "1075968781", "price": 158.90},
                                 {"item_id": "8917609800", "product_id": "2344688344", "price": 195.59}]}}
            """;

    static final String DECISION = """
            {"id": "019caf4e-5d20-7a6b-8b5e-0c1d2e3f4a5b", "domain": "retail", "signal": "s-1",
             "decidedAt": "2026-03-02T09:15:01.250Z",
             "policy": {"name": "retail", "version": 1, "stage": "ACTIVE", "why": "Version 1 is active since 2026-03-01T00:00:00Z.",
                        "digest": "sha256:0d5c8f3ab5e3ba6a4f1d7f0f6a8f9d0b5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d"},
             "verdict": {"outcome": "ACT", "severity": 1, "route": null,
               "intents": [{"type": "return_delivered_order_items", "disposition": "PERMITTED",
                            "ceiling": {"amount": 354.49, "currency": "USD"},
                            "parameters": {"refundTo": "credit_card"}, "approvers": null,
                            "reasons": [{"code": "CONDITIONS_MET", "text": "All conditions of the policy are met."}]}],
               "reasons": [{"code": "CONDITIONS_MET", "text": "All conditions of the policy are met."}],
               "suppressed": []},
             "links": {"self": "/v1/decisions/019caf4e-5d20-7a6b-8b5e-0c1d2e3f4a5b",
                       "explanation": "/v1/decisions/019caf4e-5d20-7a6b-8b5e-0c1d2e3f4a5b/explanation",
                       "situation": "/v1/decisions/019caf4e-5d20-7a6b-8b5e-0c1d2e3f4a5b/situation",
                       "trace": "/v1/decisions/019caf4e-5d20-7a6b-8b5e-0c1d2e3f4a5b/trace"}}
            """;

    static final String EVENT = """
            {"specversion": "1.0", "type": "io.plimsoll.signal.v1", "source": "/shop/chat", "id": "s-1",
             "time": "2026-03-02T09:15:00Z", "plimsolldomain": "retail",
             "data": {"signal": {"customer": "omar_anderson_3203", "case": "#W6067464", "channel": "CHAT", "topic": "orders"},
                      "request": {"type": "return_delivered_order_items", "arguments": {"order_id": "#W6067464"}},
                      "facts": {"order_id": "#W6067464", "status": "delivered",
                                "original_payment": {"id": "credit_card_4190576", "source": "credit_card", "balance": null},
                                "chosen_payment": {"id": "credit_card_4190576", "source": "credit_card", "balance": null},
                                "chosen_is_original": true,
                                "items": [{"item_id": "9624127908", "product_id": "1075968781", "price": 158.90},
                                          {"item_id": "8917609800", "product_id": "2344688344", "price": 195.59}]}}}
            """;

    private Examples() {}
}
