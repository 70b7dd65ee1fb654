// Puts load on the packaged service: as much as it takes (closed loop) and half of that at a fixed rate, all targets in
// turns, round after round, so that they share whatever else the machine does. Prints Markdown. See docs/performance.md.
import autocannon from 'autocannon';
import { execFile, execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { loadavg } from 'node:os';
import { defaultJava, processorSeconds, root, start } from './service.mjs';
import { targets } from './targets.mjs';

const { values: options } = parseArgs({
  options: {
    java: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '8' },
    connections: { type: 'string', default: '64' },
    'warm-up': { type: 'string', default: '20' },
    topics: { type: 'string', default: '20' },
  },
});
const java = options.java || defaultJava();
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const connections = Number(options.connections);
const authorization = `Basic ${Buffer.from('client:client-demo').toString('base64')}`;
const TWO_INSERTS = 'two inserts';
const run = Date.now().toString(36);
let requests = 0;

function body(template) {
  const id = `${run}-${String(++requests).padStart(9, '0')}`;
  return template.replaceAll('[id]', id).replaceAll('[topic]', String(requests % Number(options.topics)));
}

/** @returns what a target did for so long: `{perSecond, p50, p99, failed, …}`, latencies in milliseconds */
async function measure(service, name, duration, rate) {
  const before = usage(service);
  const measured = name === TWO_INSERTS ? await insert(service, duration) : await call(service, targets[name], duration, rate);
  const after = usage(service);
  const done = measured.perSecond * duration;
  return { ...measured, cpu: after.map((seconds, i) => ((seconds - before[i]) * 1000) / done) };
}

/** Processor seconds of service, database and load. */
function usage(service) {
  const own = process.cpuUsage();
  return [
    processorSeconds(service.pid, false),
    processorSeconds(service.database.pid, true),
    (own.user + own.system) / 1e6,
  ];
}

async function call(service, target, duration, rate) {
  const template = JSON.stringify(target.body);
  const request = {
    method: target.method ?? 'POST',
    path: target.path,
    headers: { authorization, 'content-type': 'application/json' },
  };
  if (template) {
    request.setupRequest = (each) => ({ ...each, body: body(template) });
  }
  const result = await autocannon({
    url: service.url,
    connections,
    duration,
    timeout: 30,
    requests: [request],
    ...(rate ? { overallRate: rate } : {}),
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

async function insert(service, duration) {
  const { stdout } = await promisify(execFile)(java, [
    '-cp',
    join(root, 'target/quarkus-app/lib/main/*'),
    join(root, 'src/load/TwoInserts.java'),
    service.database.url,
    String(connections),
    String(duration),
  ]);
  return { ...JSON.parse(stdout), failed: 0 };
}

function median(numbers) {
  const sorted = numbers.slice().sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function ratios(of, to) {
  return of.map((each, i) => each.perSecond / to[i].perSecond);
}

function print(title, measured) {
  console.log(`\n## ${title}\n`);
  console.log('| target | per second | x kogito | least to most | p50 ms | p99 ms | failed | ms cpu service / database / load |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const [name, all] of Object.entries(measured)) {
    const to = measured.kogito ? ratios(all, measured.kogito) : [];
    console.log(
      `| ${name} | ${median(all.map((each) => each.perSecond)).toFixed(0)}` +
        ` | ${median(to).toFixed(2)} | ${Math.min(...to).toFixed(2)} to ${Math.max(...to).toFixed(2)}` +
        ` | ${median(all.map((each) => each.p50))} | ${median(all.map((each) => each.p99))}` +
        ` | ${all.reduce((sum, each) => sum + each.failed, 0)}` +
        ` | ${[0, 1, 2].map((i) => median(all.map((each) => each.cpu[i])).toFixed(2)).join(' / ')} |`,
    );
  }
}

const service = await start(java);
try {
  const release = execFileSync('sed', ['-n', 's/^JAVA_RUNTIME_VERSION=//p', join(dirname(dirname(java)), 'release')]);
  console.log(`JDK ${String(release).trim()}, ${connections} connections, ${rounds} rounds of ${seconds} s each`);
  for (const name of Object.keys(targets)) {
    await measure(service, name, Number(options['warm-up']));
  }
  const closed = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of [...Object.keys(targets), TWO_INSERTS]) {
      (closed[name] ??= []).push(await measure(service, name, seconds));
    }
    console.error(`closed loop, round ${round + 1} of ${rounds}, load ${loadavg()[0].toFixed(1)}`);
  }
  print('Closed loop', closed);
  const fixed = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(targets)) {
      const rate = Math.round(median(closed[name].map((each) => each.perSecond)) / 2);
      (fixed[name] ??= []).push(await measure(service, name, seconds, rate));
    }
    console.error(`fixed rate, round ${round + 1} of ${rounds}, load ${loadavg()[0].toFixed(1)}`);
  }
  print('Fixed rate, half of the above', fixed);
} finally {
  await service.stop();
}
