import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { choosePort, choosePorts } from '../lib/ports.ts';

test('takes the wanted ports where they are free', async () => {
  assert.deepEqual(await choosePorts({ api: 6060, leaky: 6061 }, async () => true), { api: 6060, leaky: 6061 });
});

test('gives no port twice, and none that somebody has', async () => {
  const isFree = async (port: number) => port !== 6060;
  assert.deepEqual(await choosePorts({ api: 6060, leaky: 6061 }, isFree), { api: 6061, leaky: 6062 });
});

test('names the port where nothing is free', async () => {
  await assert.rejects(
    choosePort(9090, new Set(), async () => false),
    /port 9090/
  );
  await assert.rejects(
    choosePort(65535, new Set([65535]), async () => true),
    /port 65535/
  );
});

test('sees a listener of another program', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  assert.notEqual(await choosePort(port, new Set()), port);
  server.close();
});
