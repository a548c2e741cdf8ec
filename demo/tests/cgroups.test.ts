import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findController, memoryPath } from '../lib/cgroups.ts';

const V2 = '30 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate\n';
const V1 = '33 32 0:29 / /sys/fs/cgroup/memory rw,nosuid shared:10 - cgroup cgroup rw,memory\n';
const CPU = '34 32 0:30 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n';

test('finds the memory controller of either version', () => {
  assert.deepEqual(findController(CPU + V2), { version: 2, mount: '/sys/fs/cgroup' });
  assert.deepEqual(findController(CPU + V1), { version: 1, mount: '/sys/fs/cgroup/memory' });
});

test('takes v1 on a hybrid system, where the unified tree has no memory controller', () => {
  assert.equal(findController(V2.replace('/sys/fs/cgroup ', '/sys/fs/cgroup/unified ') + V1)?.version, 1);
});

test('finds none where none is mounted', () => {
  assert.equal(findController(CPU + 'broken line\n'), undefined);
});

test('finds the path of a process in the hierarchy that counts its memory', () => {
  const hybrid = '9:name=systemd:/a\n4:memory:/b:c\n3:cpu,cpuacct:/d\n0::/e\n';
  assert.equal(memoryPath(hybrid, 1), '/b:c');
  assert.equal(memoryPath(hybrid, 2), '/e');
  assert.equal(memoryPath('0::/e\n', 1), undefined);
});
