// npm run bench -- record-v2: the same programs in cgroups of version 2, in a virtual machine.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, runShell } from '../../demo/lib/process.ts';
import { say } from '../../demo/lib/say.ts';
import { Undo } from '../../demo/lib/undo.ts';
import { type Cause, chooseCauses, listCauses } from './causes.ts';

export const RECORD_VM_USAGE = `Usage: npm run bench -- record-v2 --kernel FILE --modules DIR [flags] [CAUSE…]
  --kernel FILE  a kernel with ext4 and cgroups built in, such as vmlinuz of Debian's linux-image-cloud-amd64
  --modules DIR  its lib/modules/VERSION, for the disk's drivers
  --out DIR      where the recordings go (default bench/diagnosis/recordings)
  --help         print this
Needs qemu-system-x86_64, cpio, mkfs.ext4 and debugfs. Without KVM it is slow and works.`;

/** What a virtio disk needs, in the order in which they load. */
const DRIVERS = [
  'drivers/virtio/virtio_ring.ko',
  'drivers/virtio/virtio.ko',
  'drivers/virtio/virtio_pci_legacy_dev.ko',
  'drivers/virtio/virtio_pci_modern_dev.ko',
  'drivers/virtio/virtio_pci.ko',
  'drivers/block/virtio_blk.ko',
];

interface Flags {
  kernel: string;
  modules: string;
  out: string;
  wanted: string[];
  help: boolean;
}

/** Boots a machine that records each cause and turns itself off; rejects where a recording is missing after. */
export async function recordVm(args: string[], signal: AbortSignal): Promise<void> {
  const flags = parse(args);
  if (flags.help) {
    console.log(RECORD_VM_USAGE);
    return;
  }
  const undo = new Undo();
  try {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'memledger-vm-'));
    undo.push(`remove ${dir}`, () => rmSync(dir, { recursive: true, force: true }));
    const causes = await makeRoot(dir, flags, signal);
    const disk = path.join(dir, 'disk.img');
    await run('truncate', ['-s', '4G', disk], { signal });
    await run('mkfs.ext4', ['-q', '-F', disk], { signal });
    say(`Recording ${causes.length} causes in a virtual machine …`);
    await boot(dir, flags.kernel, disk, signal);
    await collect(causes, disk, flags.out, signal);
  } finally {
    for (const failure of await undo.run()) {
      console.error(`Left behind: ${failure}`);
    }
  }
}

function parse(args: string[]): Flags {
  const flags: Flags = { kernel: '', modules: '', out: 'bench/diagnosis/recordings', wanted: [], help: false };
  for (let i = 0; i < args.length; i++) {
    const name = args[i].replace(/^--/, '');
    if (name === 'help') {
      flags.help = true;
    } else if ((name === 'kernel' || name === 'modules' || name === 'out') && args[i + 1]) {
      flags[name] = args[++i];
    } else if (args[i].startsWith('-')) {
      throw new Error(`flag ${JSON.stringify(args[i])}: want --kernel FILE, --modules DIR, --out DIR or --help`);
    } else {
      flags.wanted.push(args[i]);
    }
  }
  if (!flags.help && !(flags.kernel && flags.modules)) {
    throw new Error('want --kernel FILE and --modules DIR');
  }
  return flags;
}

/** The machine's first file system: our programs, the drivers, and what to record. */
async function makeRoot(dir: string, { modules, wanted }: Flags, signal: AbortSignal): Promise<Cause[]> {
  const root = path.join(dir, 'root');
  mkdirSync(path.join(root, 'modules'), { recursive: true });
  const programs: Array<[program: string, name: string]> = [
    ['workloads', 'workloads'],
    ['recorder', 'recorder'],
    ['vminit', 'init'],
  ];
  for (const [program, name] of programs) {
    const args = ['build', '-trimpath', '-o', path.join(root, name), `./bench/diagnosis/${program}`];
    await run('go', args, { signal, env: { CGO_ENABLED: '0' } });
  }
  for (const driver of DRIVERS) {
    copyFileSync(path.join(modules, 'kernel', driver), path.join(root, 'modules', path.basename(driver)));
  }
  writeFileSync(path.join(root, 'modules', 'order'), DRIVERS.map((driver) => path.basename(driver)).join('\n'));
  const causes = chooseCauses(await listCauses(path.join(root, 'workloads'), signal), wanted);
  writeFileSync(path.join(root, 'causes'), causes.map((c) => [c.name, c.level, c.trend].join('\t')).join('\n'));
  await run('sh', ['-c', 'cd "$0" && find . | cpio -o -H newc --quiet | gzip -1 > ../root.cpio.gz', root], { signal });
  return causes;
}

async function boot(dir: string, kernel: string, disk: string, signal: AbortSignal) {
  const accel = process.env.MEMLEDGER_VM_ACCEL ?? 'tcg,thread=multi';
  const args = [
    ...['-accel', accel, '-m', '3072', '-smp', '2', '-nographic', '-no-reboot', '-nic', 'none'],
    ...['-kernel', kernel, '-initrd', path.join(dir, 'root.cpio.gz'), '-append', '"console=ttyS0 quiet panic=1 psi=1"'],
    ...['-drive', `file=${disk},if=virtio,format=raw,cache=unsafe`],
  ];
  const code = await runShell(`qemu-system-x86_64 ${args.join(' ')} </dev/null`, {}, signal);
  if (code !== 0) {
    throw new Error(`qemu-system-x86_64: ended with exit code ${code}`);
  }
}

async function collect(causes: Cause[], disk: string, out: string, signal: AbortSignal) {
  const missing: string[] = [];
  for (const { name } of causes) {
    const file = `${name}-v2.json.gz`;
    await run('debugfs', ['-R', `dump /${file} ${path.join(out, file)}`, disk], { signal });
    const listed = await run('debugfs', ['-R', 'ls -p /', disk], { signal });
    if (!listed.includes(`/${file}/`)) {
      rmSync(path.join(out, file), { force: true });
      missing.push(name);
    }
  }
  if (missing.length > 0) {
    throw new Error(`no recording of ${missing.join(', ')}: the machine's output says why`);
  }
}
