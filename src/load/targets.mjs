// What load is put on. A body has [id] where every request needs an id of its own.

/** The return of docs/clients.md: to the stateless model it is asked about, and as a decision that is kept. */
const facts = {
  status: 'delivered',
  original_payment: { id: 'credit_card_4190576', source: 'credit_card', balance: null },
  chosen_payment: { id: 'credit_card_4190576', source: 'credit_card', balance: null },
  chosen_is_original: true,
  items: [
    { item_id: '9624127908', product: 'Puzzle', product_id: '1075968781', price: 158.9 },
    { item_id: '8917609800', product: 'Shoes', product_id: '2344688344', price: 195.59 },
  ],
};

const inputs = {
  'Order Status': facts.status,
  Items: facts.items,
  'Chosen Payment': facts.chosen_payment,
  'Amount Paid USD': null,
  'Chosen Is Original': true,
  'Original Payment': facts.original_payment,
};

/** Every time another customer, so that nobody waits for a turn. */
const signal = {
  id: '[id]',
  customer: 'c-[id]',
  case: 'k-[id]',
  occurredAt: '2026-03-02T09:15:00Z',
  channel: 'CHAT',
  topic: 'orders',
};

const scores = { sentiment: -0.5, intensity: 0.7, activeness: 0.5, confidence: 0.9, intention: 'REFUND_REQUEST' };

/** The main model of the domain that remembers, with what its rules would have derived of a customer who is new. */
const derived = {
  Channel: 'CHAT',
  Topic: 'orders',
  Sentiment: scores.sentiment,
  Intensity: scores.intensity,
  Activeness: scores.activeness,
  Confidence: scores.confidence,
  Intention: scores.intention,
  'Producer Kind': 'MODEL',
  'Signal Age Hours': 0,
  'Care Clock': { weekday: 1, hour: 9.25, date: '2026-03-02' },
  Heated: false,
  'Supervisor Requests': 0,
  'Turns Without Improvement': 1,
  'Mood Without Improvement': scores.sentiment,
  'Earlier Signals': 0,
  'Mood Before': 0,
  'Mood Now': scores.sentiment,
  'Customer Tier': 'GOLD',
  'Risk Score': null,
  'Policy Breach': null,
  'Safety Incident': null,
};

export const targets = {
  /** Who is calling: everything around a call, and nothing in it. */
  bare: { method: 'GET', path: '/v1/callers/me' },
  kogito: { path: '/Retail%20Return%20Delivered%20Order%20Items', body: inputs },
  'kogito recovery': { path: '/Customer%20Recovery', body: derived },
  retail: {
    path: '/v1/domains/retail/decisions',
    body: { signal, request: { type: 'return_delivered_order_items' }, facts },
  },
  recovery: {
    path: '/v1/domains/customer-recovery/decisions',
    body: {
      signal: { ...signal, topic: 'topic-[topic]', scores, producer: { kind: 'MODEL', name: 'm', version: '1' } },
      request: { type: 'refund' },
      facts: { tier: 'GOLD', refund_amount: 20, amount_paid: 80 },
    },
  },
};
