// Both run in the page, and so may use nothing from outside themselves.

interface SceneObject {
  state: { data?: { state?: string }; $data?: SceneObject; [key: string]: unknown };
  constructor: { name: string };
  forEachChild?: (each: (child: SceneObject) => void) => void;
  subscribeToState?: (handler: (state: SceneObject['state']) => void) => { unsubscribe: () => void };
  runQueries?: () => void;
}

interface Watched {
  lastDraw?: number;
  __grafanaSceneContext?: SceneObject;
}

/** Notes when a canvas was last drawn on. */
export function watchCanvas() {
  const watched = globalThis as unknown as Watched;
  const { prototype } = CanvasRenderingContext2D;
  for (const name of ['fill', 'stroke', 'fillText', 'clearRect'] as const) {
    const draw = prototype[name] as (...args: unknown[]) => void;
    Object.assign(prototype, {
      [name](this: CanvasRenderingContext2D, ...args: unknown[]) {
        draw.apply(this, args);
        watched.lastDraw = performance.now();
      },
    });
  }
}

/** Asks the dashboard's query anew; ms from when its answer is there as data to the last draw before a second of quiet. */
export async function lastDrawAfter(): Promise<number> {
  const watched = globalThis as unknown as Watched;
  const runners: SceneObject[] = [];
  const walk = (object: SceneObject) => {
    if (object.runQueries) {
      runners.push(object);
    }
    object.forEachChild?.(walk);
  };
  if (watched.__grafanaSceneContext) {
    walk(watched.__grafanaSceneContext);
  }
  const [runner] = runners;
  if (!runner?.subscribeToState || !runner.runQueries) {
    throw new Error('the page has no query to run: want a dashboard of Grafana 12');
  }
  const began = await new Promise<number>((resolve) => {
    const asked = runner.subscribeToState?.(({ data }) => {
      if (data?.state === 'Done') {
        asked?.unsubscribe();
        resolve(performance.now());
      }
    });
    runner.runQueries?.();
  });
  const quiet = () => performance.now() - Math.max(watched.lastDraw ?? 0, began);
  do {
    await new Promise((resolve) => setTimeout(resolve, 200));
  } while (quiet() < 1000 || (watched.lastDraw ?? 0) < began);
  return (watched.lastDraw ?? 0) - began;
}
