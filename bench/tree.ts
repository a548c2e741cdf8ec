import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Subject } from './subject.ts';

type Files = Map<string, string>;

/**
 * Writes a tree of cgroups as a machine with that many docker containers has it, docker's state included, so that the
 * exporter has names to find. Its files are what a kernel printed (templates/), with other numbers in every cgroup:
 * equal ones would compress as no real answer does.
 */
export function writeTree(dir: string, version: 1 | 2, cgroups: number): Subject {
  const mount = path.join(dir, 'cgroup');
  const hierarchy = version === 1 ? path.join(mount, 'memory') : mount;
  const template = readTemplate(version);
  // The root of v2 has no usage and is not reported; that of v1 is.
  const containers = cgroups - (version === 1 ? 2 : 1);
  writeFiles(hierarchy, version === 1 ? template : new Map([['cgroup.controllers', 'cpuset cpu io memory pids\n']]));
  writeFiles(path.join(hierarchy, 'system.slice'), template);
  for (let i = 0; i < containers; i++) {
    const id = createHash('sha256').update(String(i)).digest('hex');
    writeFiles(path.join(hierarchy, 'system.slice', `docker-${id}.scope`), vary(template, i));
    writeFiles(path.join(dir, 'var/lib/docker/containers', id), new Map([['config.v2.json', dockerConfig(i)]]));
  }
  return { name: `files, v${version}`, version, mount, hierarchy, rootfs: dir, cgroups, live: false };
}

function readTemplate(version: 1 | 2): Files {
  const dir = fileURLToPath(new URL(`templates/v${version}/`, import.meta.url));
  return new Map(readdirSync(dir).map((name) => [name, readFileSync(path.join(dir, name), 'utf8')]));
}

function writeFiles(dir: string, files: Files) {
  mkdirSync(dir, { recursive: true });
  for (const [name, content] of files) {
    writeFileSync(path.join(dir, name), content);
  }
}

/** Other numbers for each cgroup, of the same size; those of limits ("unlimited" has 19 digits) and of processes stay. */
function vary(template: Files, i: number): Files {
  const other = (digits: string) =>
    digits.length < 16 ? String(Math.round(Number(digits) * (1 + (i % 97) / 97))) : digits;
  return new Map(
    [...template].map(([name, content]) => [
      name,
      name === 'cgroup.procs' ? content : content.replace(/(?<=^|[ =])[0-9]+$/gm, other),
    ])
  );
}

/** What moby writes of a container, as far as names are in it. */
function dockerConfig(i: number): string {
  const labels = { 'com.docker.compose.project': `shop-${i % 10}`, 'com.docker.compose.service': `service-${i}` };
  return JSON.stringify({
    Name: `/shop-${i % 10}-service-${i}-1`,
    Config: { Image: 'registry/service:1.4', Labels: labels },
  });
}
