import net from 'node:net';

const TRIES = 200;

/** The first port at or above `wanted` that nobody has, neither the machine nor `taken`. */
export async function choosePort(
  wanted: number,
  taken: ReadonlySet<number>,
  isFree: (port: number) => Promise<boolean> = isFreeOnLoopback
): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + TRIES, 65536); port++) {
    if (!taken.has(port) && (await isFree(port))) {
      return port;
    }
  }
  throw new Error(`port ${wanted}: taken, and so are the ${TRIES} above it`);
}

/** Chooses a port for each name, the wanted one where it is free. */
export async function choosePorts<Name extends string>(
  wanted: Record<Name, number>,
  isFree: (port: number) => Promise<boolean> = isFreeOnLoopback
): Promise<Record<Name, number>> {
  const chosen: Partial<Record<Name, number>> = {};
  const taken = new Set<number>();
  for (const name of Object.keys(wanted) as Name[]) {
    const port = await choosePort(wanted[name], taken, isFree);
    taken.add(port);
    chosen[name] = port;
  }
  return chosen as Record<Name, number>;
}

function isFreeOnLoopback(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
