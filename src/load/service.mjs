// The packaged service with its embedded PostgreSQL, in a folder of its own that is deleted afterwards.
import { spawn, execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Seconds until it has to be ready; a first start builds it. */
const PATIENCE = 600;

/** Starts it, built anew where its sources have changed. */
export async function start(java) {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-load-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, 'service.log');
  const output = openSync(log, 'w');
  const service = spawn(join(root, 'plimsoll'), ['serve'], {
    stdio: ['ignore', output, output],
    env: { ...process.env, PLIMSOLL_JAVA: java, PLIMSOLL_DATA: join(folder, 'data'), QUARKUS_HTTP_PORT: String(port) },
  });
  let ended = false;
  service.once('exit', () => (ended = true));

  async function stop() {
    service.kill();
    while (!ended) {
      await sleep(100);
    }
    rmSync(folder, { recursive: true, force: true });
  }

  for (let second = 0; !(await ready(url)); second++) {
    if (ended || second > PATIENCE) {
      const said = readFileSync(log, 'utf8');
      await stop();
      throw new Error(`the service did not start:\n${said}`);
    }
    await sleep(1000);
  }
  const postmaster = readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n');
  const database = { url: `jdbc:postgresql://127.0.0.1:${postmaster[3]}/postgres`, pid: Number(postmaster[0]) };
  return { url, pid: service.pid, database, stop };
}

async function ready(url) {
  try {
    return (await fetch(`${url}/q/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** Processor seconds of a process so far, with those of its children, also of those that have ended; 0 without /proc. */
export function processorSeconds(pid, withChildren) {
  const own = stat(pid);
  if (!own || !withChildren) {
    return own?.seconds ?? 0;
  }
  return readdirSync('/proc')
    .filter((each) => /^\d+$/.test(each))
    .map(stat)
    .filter((each) => each?.parent === pid)
    .reduce((sum, each) => sum + each.seconds, own.seconds + own.ended);
}

function stat(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').map(Number);
    return { parent: fields[1], seconds: (fields[11] + fields[12]) / 100, ended: (fields[13] + fields[14]) / 100 };
  } catch {
    return null; // it has ended meanwhile
  }
}

/** The java that the launcher would take. */
export function defaultJava() {
  return execFileSync(join(root, 'plimsoll'), ['--which-java'], { encoding: 'utf8' }).trim();
}
