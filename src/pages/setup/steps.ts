import { type Setup } from '../../datasource/setup';
import { plural, serverText } from './words';

export type StepState = 'done' | 'partly' | 'open';

export interface Step {
  title: string;
  state: StepState;
  text: string;
}

/** Go targets: each is either joined or not. */
export function goTargets({ pairsTotal, failuresTotal }: Setup): number {
  return pairsTotal + failuresTotal;
}

/** The way from install to a joined container, and how far it has been gone. */
export function stepsOf(setup: Setup): Step[] {
  return [
    { title: 'Server', state: 'done', text: `${serverText(setup)} answers` },
    containersStep(setup),
    goStep(setup),
    joinStep(setup),
  ];
}

function containersStep({ containers, exporters }: Setup): Step {
  const title = 'Container memory';
  if (containers > 0) {
    return { title, state: 'done', text: plural(containers, 'container') };
  }
  const found = exporters.filter(({ side }) => side === 'cgroup');
  return found.length === 0
    ? { title, state: 'open', text: 'No exporter of container memory was found' }
    : { title, state: 'open', text: `${found.map(({ name }) => name).join(', ')}, but no container` };
}

function goStep(setup: Setup): Step {
  const count = goTargets(setup);
  const found = setup.exporters.reduce((sum, { side, targets }) => sum + (side === 'go' ? targets : 0), 0);
  const processes = count === 1 ? '1 Go process' : `${count} Go processes`;
  return count > 0
    ? {
        title: 'Go services',
        state: 'done',
        text: found > count ? `${processes}; exporters’ own are not joined` : processes,
      }
    : { title: 'Go services', state: 'open', text: 'No Go runtime metrics were found' };
}

function joinStep(setup: Setup): Step {
  const title = 'Joined';
  const { containers, paired, failuresTotal } = setup;
  if (containers === 0 || goTargets(setup) === 0) {
    return { title, state: 'open', text: 'Needs both sides' };
  }
  const failed = `${plural(failuresTotal, 'Go target')} without a container`;
  if (paired === 0) {
    return { title, state: 'open', text: `No container yet: ${failed}` };
  }
  const joined = `${plural(paired, 'container')} with ${paired === 1 ? 'its' : 'their'} Go side`;
  return failuresTotal > 0
    ? { title, state: 'partly', text: `${joined}, ${failed}` }
    : { title, state: 'done', text: joined };
}
