// The first page: totals, the latest decisions and why they came out as they did. Plain on purpose; the workbench replaces it.
const REFRESH_MILLIS = 2000;
const element = id => document.getElementById(id);
const state = { authorization: null, cursor: null, nextCursor: null, chosen: null };

class Refused extends Error {
  constructor(status, detail) { super(detail); this.status = status; }
}

async function get(path) {
  const headers = { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' };
  if (state.authorization) headers.Authorization = state.authorization;
  const response = await fetch(path, { headers, credentials: 'omit' });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Refused(response.status, problem.detail ?? `The service answered ${response.status}.`);
}

function node(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function tell(text) {
  element('message').textContent = text ?? '';
  element('message').hidden = !text;
}

function basic(name, password) {
  const bytes = new TextEncoder().encode(`${name}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

function showBars(id, counts) {
  const most = Math.max(1, ...Object.values(counts));
  element(id).replaceChildren(...Object.entries(counts).map(([name, count]) => {
    const row = node('tr');
    const bar = node('td');
    bar.append(node('meter', undefined, { min: 0, max: most, value: count, 'aria-hidden': 'true' }));
    row.append(node('th', name, { scope: 'row' }), bar, node('td', count.toLocaleString('en'), { class: 'count' }));
    return row;
  }));
}

function money(ceiling) {
  return ceiling ? `${ceiling.amount.toFixed(2)} ${ceiling.currency}` : '';
}

function row(decision) {
  const [intent] = decision.verdict.intents;
  const made = node('tr', undefined, { 'aria-selected': String(decision.id === state.chosen), 'data-id': decision.id });
  const signal = node('td');
  const open = node('button', decision.signal, { type: 'button', 'aria-label': `Explain ${decision.signal}` });
  signal.append(open);
  made.append(
    node('td', decision.decidedAt.slice(11, 19), { title: decision.decidedAt, class: 'number' }), signal,
    node('td', (intent?.type ?? '').replaceAll('_', ' ')), node('td', decision.verdict.outcome),
    node('td', money(intent?.ceiling), { class: 'number' }),
    node('td', decision.verdict.reasons.map(reason => reason.text).join(' '),
      { title: decision.verdict.reasons.map(reason => reason.code).join(', ') }));
  made.addEventListener('click', () => explain(decision));
  return made;
}

function definitions(entries) {
  const list = node('dl');
  for (const [name, value] of entries) list.append(node('dt', name), node('dd', value));
  return list;
}

async function explain(decision, { focus = true } = {}) {
  state.chosen = decision.id;
  try {
    const explanation = await get(decision.links.explanation);
    const guardrails = decision.policy.guardrails ? `, guardrails ${decision.policy.guardrails.version}` : '';
    const shown = [
      node('h3', `${decision.signal} · ${decision.policy.name} version ${decision.policy.version}${guardrails}`),
      node('p', explanation.story)];
    const features = Object.entries(explanation.features ?? {}).filter(([, value]) => value !== 0 && value !== false);
    if (features.length > 0) {
      shown.push(node('h3', 'Seen in the history'), definitions(features.map(([name, value]) => [name, String(value)])));
    }
    const rules = new Map();
    for (const { rule, facts } of explanation.rules ?? []) rules.set(rule, [...(rules.get(rule) ?? []), ...facts]);
    if (rules.size > 0) {
      shown.push(node('h3', 'Rules that fired'), definitions([...rules].map(
        ([name, facts]) => [name, [...new Set(facts)].join(', ')])));
    }
    for (const table of explanation.tables) {
      for (const hit of table.rows.filter((each) => each.selected)) {
        const conditions = hit.cells.map(({ test }, at) => [table.columns[at].name, test]).filter(([, test]) => test.trim() !== '-');
        shown.push(node('h3', `${table.decision}: ${table.question ?? ''}`), definitions([
          ...conditions, ...Object.entries(hit.conclusions).map(([name, value]) => [`→ ${name}`, value]),
          ...Object.entries(hit.annotations), ['Row', hit.id]]));
      }
    }
    element('explanation').replaceChildren(...shown);
    if (focus) element('explanation').focus({ preventScroll: true });
    for (const shownRow of element('decisions').rows) shownRow.setAttribute('aria-selected', String(shownRow.dataset.id === decision.id));
  } catch (failure) {
    tell(failure.message);
  }
}

function query() {
  const parameters = new URLSearchParams({ limit: '25' });
  for (const name of ['domain', 'outcome', 'customer']) if (element(name).value) parameters.set(name, element(name).value);
  if (state.cursor) parameters.set('cursor', state.cursor);
  return parameters;
}

function covered({ everything, domain, producer, action }) {
  const parts = [action?.replaceAll('_', ' '), producer && `signals of ${[producer.name, producer.version].filter(Boolean).join(' ')}`, domain];
  return everything ? 'everything' : parts.filter(Boolean).join(' in ');
}

// Only some roles may look at controls.
async function showStops() {
  const stops = state.seesControls ? (await get('/v1/controls?kind=KILL_SWITCH&state=ACTIVE')).items : [];
  const told = stops.map(({ scope, set }) => `${covered(scope)}, by ${set.by}: ${set.reason}`).join(' · ');
  const text = `A kill switch is on. Stopped: ${told}`;
  element('stopped').hidden = stops.length === 0;
  // Written anew only when it changes, or screen readers would say it every two seconds.
  if (element('stopped').textContent !== text) element('stopped').textContent = text;
}

async function refresh() {
  await showStops();
  const [counts, page] = await Promise.all([get(`/v1/decision-counts${element('domain').value ? `?domain=${element('domain').value}` : ''}`), get(`/v1/decisions?${query()}`)]);
  element('total').textContent = counts.total.toLocaleString('en');
  showBars('by-outcome', counts.byOutcome);
  showBars('by-reason', counts.byReason);
  const focused = document.activeElement?.getAttribute('aria-label');
  element('decisions').replaceChildren(...page.items.map(row));
  if (focused?.startsWith('Explain ')) {
    element('decisions').querySelector(`[aria-label="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  element('empty').hidden = page.items.length > 0 || counts.total > 0;
  element('latest').hidden = page.items.length === 0;
  state.nextCursor = page.nextCursor;
  element('older').disabled = !page.nextCursor;
  element('newest').disabled = !state.cursor;
  tell(null);
  if (!state.chosen && page.items.length > 0) await explain(page.items[0], { focus: false });
}

async function keepRefreshing() {
  if (state.authorization && !document.hidden && !state.cursor) {
    await refresh().catch(failure => failure.status === 401 ? signOut() : tell(failure.message || 'The service does not answer.'));
  }
  setTimeout(keepRefreshing, REFRESH_MILLIS);
}

function signOut() {
  state.authorization = null;
  element('who').textContent = '';
  element('stopped').hidden = true;
  element('signed-in').hidden = true;
  element('sign-in').hidden = false;
}

async function signIn(name, password) {
  state.authorization = basic(name, password);
  try {
    const caller = await get('/v1/callers/me');
    state.seesControls = caller.roles.some(role => ['operator', 'compliance', 'auditor'].includes(role));
    element('who').textContent = `${caller.name} (${caller.roles.join(', ')})`;
    const domains = await get('/v1/domains');
    element('domain').replaceChildren(node('option', 'any', { value: '' }),
      ...domains.items.map(domain => node('option', domain.title, { value: domain.name })));
    await refresh();
    element('sign-in').hidden = true;
    element('signed-in').hidden = false;
  } catch (failure) {
    signOut();
    tell(failure.status === 401 ? 'Name or password are not right.' : failure.message);
  }
}

function reload(cursor) {
  state.cursor = cursor;
  refresh().catch(failure => tell(failure.message));
}

element('sign-in').addEventListener('submit', event => {
  event.preventDefault();
  signIn(element('name').value, element('password').value);
});
for (const name of ['domain', 'outcome']) element(name).addEventListener('change', () => reload(null));
element('customer').addEventListener('change', () => reload(null));
element('older').addEventListener('click', () => reload(state.nextCursor));
element('newest').addEventListener('click', () => reload(null));

async function start() {
  const service = await get('/v1/service').catch(() => ({ demo: false, demoUsers: [] }));
  const viewer = service.demo ? service.demoUsers.find(user => user.roles.includes('auditor')) : undefined;
  if (viewer) {
    element('demo-hint').hidden = false;
    element('demo-name').textContent = viewer.name;
    element('demo-password').textContent = viewer.password;
    // Nobody but this machine can reach a demo, and its passwords are public: look straight away.
    await signIn(viewer.name, viewer.password);
  } else {
    signOut();
  }
  keepRefreshing();
}
start();
