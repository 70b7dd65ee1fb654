// node may-i-refund.js <order> <customer> <tier> <amount> <paid> <instant at which it was asked for>
import type { components } from './plimsoll.js';

type Submission = components['schemas']['Submission'];
type Decision = components['schemas']['Decision'];
type Outcome = components['schemas']['Outcome'];

const service = process.env.PLIMSOLL ?? 'http://localhost:8080';

/** ACT: pay it. Anything else: do not, and with ASK_APPROVAL or ESCALATE a person goes on. */
async function mayRefund(submission: Submission, amount: number): Promise<Outcome> {
  const body = JSON.stringify(submission); // the same signal each time: it is decided once
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const answer = await fetch(`${service}/v1/domains/customer-recovery/decisions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa('client:client-demo')}` },
        body,
        signal: AbortSignal.timeout(3000), // of the whole answer
      });
      if (answer.status === 201) {
        return judge((await answer.json()) as Decision, amount);
      }
    } catch {
      // no answer, or none that can be understood
    }
  }
  return 'ESCALATE';
}

function judge({ verdict }: Decision, amount: number): Outcome {
  const refund = verdict.intents.find((intent) => intent.type === 'refund');
  const ceiling = refund?.disposition === 'PERMITTED' ? refund.ceiling : null;
  switch (verdict.outcome) {
    case 'ACT':
      return ceiling?.currency === 'USD' && ceiling.amount >= amount ? 'ACT' : 'ESCALATE';
    case 'ASK_APPROVAL':
    case 'DISMISS':
    case 'MONITOR':
      return verdict.outcome;
    default:
      return 'ESCALATE'; // a later version may know more
  }
}

const [order = '', customer = '', tier = '', amount = '', paid = '', askedAt = ''] = process.argv.slice(2);
const submission: Submission = {
  signal: { id: `refund of ${order}`, customer, case: order, occurredAt: askedAt },
  request: { type: 'refund' },
  facts: { tier, refund_amount: Number(amount), amount_paid: Number(paid) },
};
console.log(await mayRefund(submission, Number(amount)));
