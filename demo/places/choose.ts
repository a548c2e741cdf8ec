import { type Options, type PlaceName, PLACES } from '../lib/options.ts';
import { ownCgroupPlace } from './ownCgroup.ts';
import type { Place, PlaceContext } from './place.ts';
import { podmanPlace } from './podman.ts';
import { presentCgroupPlace } from './presentCgroup.ts';

type Why = (reason: string) => void;

const MAKERS: Record<PlaceName, (context: PlaceContext, why: Why) => Promise<Place | undefined> | Place | undefined> = {
  podman: podmanPlace,
  cgroup: ownCgroupPlace,
  present: presentCgroupPlace,
};

/** The best place that this machine offers, or the one asked for; why a better one was passed over is told. */
export async function choosePlace(context: PlaceContext, asked: Options['place'], tell: Why): Promise<Place> {
  const reasons: string[] = [];
  for (const name of asked === 'best' ? PLACES : [asked]) {
    const place = await MAKERS[name](context, (reason) => {
      reasons.push(reason);
      tell(reason);
    });
    if (place) {
      return place;
    }
  }
  throw new Error(`place ${asked}: not possible here (${reasons.join('; ')})`);
}
