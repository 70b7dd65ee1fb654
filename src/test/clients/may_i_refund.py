# python3 may_i_refund.py <order> <customer> <tier> <amount> <paid> <instant at which it was asked for>
import base64, json, os, queue, sys, threading, urllib.request
from decimal import Decimal

SERVICE = os.environ.get("PLIMSOLL", "http://localhost:8080")
HEADERS = {
    "Content-Type": "application/json",
    "Authorization": "Basic " + base64.b64encode(b"client:client-demo").decode(),
}


def may_refund(submission, amount):
    """ACT: pay it. Anything else: do not, and with ASK_APPROVAL or ESCALATE a person goes on."""
    body = json.dumps(submission).encode()  # the same signal each time: it is decided once
    for _ in range(2):
        answers = queue.SimpleQueue()
        threading.Thread(target=send, args=(body, answers), daemon=True).start()
        try:
            return judge(answers.get(timeout=3)["verdict"], amount)  # of the whole answer
        except Exception:
            pass  # no answer, or none that can be understood
    return "ESCALATE"


def send(body, answers):
    try:
        call = urllib.request.Request(SERVICE + "/v1/domains/customer-recovery/decisions", body, HEADERS)
        with urllib.request.urlopen(call, timeout=3) as answer:
            created = answer.status == 201
            answers.put(json.load(answer, parse_float=Decimal, parse_int=Decimal) if created else {})
    except Exception:
        answers.put({})


def judge(verdict, amount):
    outcome = verdict["outcome"]
    if outcome == "ACT":
        refund = next(intent for intent in verdict["intents"] if intent["type"] == "refund")
        ceiling = refund["ceiling"] if refund["disposition"] == "PERMITTED" else None
        return "ACT" if ceiling and ceiling["currency"] == "USD" and ceiling["amount"] >= amount else "ESCALATE"
    # a later version may know more
    return outcome if outcome in ("ASK_APPROVAL", "DISMISS", "MONITOR") else "ESCALATE"


order, customer, tier, amount, paid, asked_at = sys.argv[1:]
submission = {
    "signal": {"id": "refund of " + order, "customer": customer, "case": order, "occurredAt": asked_at},
    "request": {"type": "refund"},
    "facts": {"tier": tier, "refund_amount": float(amount), "amount_paid": float(paid)},
}
print(may_refund(submission, Decimal(amount)))
