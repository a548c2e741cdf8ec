import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Shown to the person as it comes, not only kept. */
  show?: boolean;
  signal?: AbortSignal;
  input?: Buffer;
}

/** Runs a program to its end and returns what it printed; an exit code other than 0 is an error. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: [options.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      signal: options.signal,
    });
    let out = '';
    let both = '';
    const keep = (chunk: Buffer) => {
      both += chunk.toString();
      if (options.show) {
        process.stderr.write(chunk);
      }
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      keep(chunk);
    });
    child.stderr?.on('data', keep);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) {
        resolve(out);
      } else {
        const command_ = [command, ...args].join(' ');
        reject(new Error(`${command_}: ended with ${signal ?? `exit code ${code}`}\n${lastLines(both)}`));
      }
    });
    child.stdin?.end(options.input);
  });
}

/** Runs a command line, its output shown as it comes, and returns its exit code. */
export function runShell(command: string, env: Record<string, string>, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env }, signal });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A program that runs until it is stopped; its output goes to a log file. */
export class Service {
  private readonly child: ChildProcess;
  private stopping = false;
  /** Rejects when the program ends though nobody stopped it. */
  readonly failed: Promise<never>;

  constructor(
    readonly name: string,
    command: string,
    args: string[],
    private readonly log: string,
    options: Pick<RunOptions, 'cwd' | 'env'> = {}
  ) {
    const file = openSync(log, 'a');
    // A group of its own: Ctrl-C reaches this program only, which then ends the others in their order, with their
    // children.
    this.child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', file, file],
      detached: true,
    });
    closeSync(file);
    this.failed = new Promise((_, reject) => {
      this.child.once('error', (error) => reject(new Error(`${name}: ${error.message}`)));
      this.child.once('exit', (code, signal) => {
        if (!this.stopping) {
          reject(new Error(`${name} ended by itself (${signal ?? `exit code ${code}`})\n${this.logTail()}`));
        }
      });
    });
    this.failed.catch(() => undefined);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  logTail(): string {
    return lastLines(readFileSync(this.log, 'utf8'));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child.pid || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    signalGroup(child.pid, 'SIGTERM');
    const late = setTimeout(() => child.pid && signalGroup(child.pid, 'SIGKILL'), 8000);
    await ended;
    clearTimeout(late);
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // It ended between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

export function lastLines(text: string, count = 15): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** The path of a program on the PATH, or undefined. */
export function which(program: string, searchPath = process.env.PATH ?? ''): string | undefined {
  return searchPath
    .split(path.delimiter)
    .filter((dir) => dir !== '')
    .map((dir) => path.join(dir, program))
    .find((file) => existsSync(file) && statSync(file).isFile() && (statSync(file).mode & 0o111) !== 0);
}
