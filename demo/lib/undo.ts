/** Steps that take back what was started, newest first, each at most once. */
export class Undo {
  private steps: Array<{ what: string; step: () => Promise<void> | void }> = [];

  push(what: string, step: () => Promise<void> | void) {
    this.steps.push({ what, step });
  }

  /** Runs every step, also after one failed, and returns what could not be taken back. */
  async run(): Promise<string[]> {
    const failures: string[] = [];
    for (let last = this.steps.pop(); last; last = this.steps.pop()) {
      try {
        await last.step();
      } catch (error) {
        failures.push(`${last.what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return failures;
  }
}
