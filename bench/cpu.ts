import { readFileSync, readdirSync } from 'node:fs';

/** USER_HZ, in which /proc/PID/stat counts: 100 on every architecture that Node runs on. */
const TICK_MS = 10;

/** CPU time that a process has used, user and system, in ms. */
export function usedCpuMs(pid: number): number {
  try {
    return fromScheduler(pid);
  } catch {
    return fromStat(pid); // a kernel without CONFIG_SCHED_INFO
  }
}

/** In ns, a file a thread: /proc/PID/schedstat is that of the first thread only. */
function fromScheduler(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const ns = threads.map((t) => Number(readFileSync(`/proc/${pid}/task/${t}/schedstat`, 'utf8').split(' ')[0]));
  return ns.reduce((a, b) => a + b, 0) / 1e6;
}

/** Fields 14 and 15, after a name that may have spaces and parentheses in it. Source: proc_pid_stat(5). */
function fromStat(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
