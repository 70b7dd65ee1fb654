# sh may-i-refund.sh refund.json
# Keep the file: sent again, it gets the first decision again.
for attempt in 1 2; do
  answer=$(curl --silent --show-error --fail --max-time 3 -u client:client-demo \
    -H 'Content-Type: application/json' --data-binary "@$1" \
    "${PLIMSOLL:-http://localhost:8080}/v1/domains/customer-recovery/decisions") && break
  answer=
done

outcome=$(printf '%s' "$answer" | jq -r --slurpfile asked "$1" '
  (.verdict.intents[] | select(.type == "refund")) as $refund
  | if .verdict.outcome != "ACT" then .verdict.outcome
    elif $refund.disposition == "PERMITTED" and $refund.ceiling.currency == "USD"
      and $refund.ceiling.amount >= $asked[0].facts.refund_amount then "ACT"
    else "ESCALATE" end')

case $outcome in
  ACT | ASK_APPROVAL | DISMISS | MONITOR) echo "$outcome" ;;
  *) echo ESCALATE ;; # no answer, or none that can be understood: a person
esac
