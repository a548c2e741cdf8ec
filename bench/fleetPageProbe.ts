// Both run in the page, and so may use nothing from outside themselves.

/** ms from a letter typed into the search to the rows in the document, and to the frame that shows them. */
export interface Filtered {
  dom: number;
  paint: number;
}

/** Types a search, and waits until the table has as many rows as that leaves, with the first of them drawn. */
export async function filterTime(wanted: { search: string; rows: number; first: string }): Promise<Filtered> {
  const input = document.querySelector<HTMLInputElement>('input[aria-label="Search containers"]');
  const fleet = document.querySelector('[aria-label="Fleet"]');
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  if (!input || !fleet || !setValue) {
    throw new Error('the page has no search: want the fleet');
  }
  const isThere = () => {
    const table = fleet.querySelector('[role="table"][aria-label="Containers"]');
    const first = table?.querySelector('[role="row"][aria-rowindex="2"] [role="rowheader"]');
    const count = table?.getAttribute('aria-rowcount');
    return count === String(wanted.rows + 1) && (first?.textContent ?? '').startsWith(wanted.first);
  };
  if (isThere()) {
    throw new Error(`the search ${JSON.stringify(wanted.search)} changes nothing: want another one before it`);
  }
  const there = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (isThere()) {
        observer.disconnect();
        resolve(performance.now());
      }
    });
    observer.observe(fleet, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const began = performance.now();
  setValue.call(input, wanted.search);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  const dom = (await there) - began;
  // What is queued in a frame runs after that frame was painted.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return { dom, paint: performance.now() - began };
}

export interface Scrolled {
  frames: number;
  /** Rows that a frame should have shown and did not have, of all frames. */
  blank: number;
  /** Rows that no frame had. */
  never: number;
  /** ms from one frame to the next, of each. */
  times: number[];
}

/** Scrolls by so many pixels a frame, and looks what each frame has before the table could answer to its scrolling. */
export async function scroll(by: { step: number; frames: number; rowHeight: number }): Promise<Scrolled> {
  const region = document.querySelector('[role="region"][aria-label="Table of containers"]');
  const [head, body] = [...(region?.querySelectorAll('[role="rowgroup"]') ?? [])];
  if (!region || !head || !body) {
    throw new Error('the page has no table: want the fleet');
  }
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const found: Scrolled = { frames: 0, blank: 0, never: 0, times: [] };
  const seen = new Set<number>();
  region.scrollTop = 0;
  await nextFrame();
  let last = await nextFrame();
  const rows = Math.round(body.getBoundingClientRect().height / by.rowHeight);
  let end = 0;
  while (found.frames < by.frames && region.scrollTop + region.clientHeight < region.scrollHeight - 1) {
    region.scrollTop += by.step;
    const drawn = new Set([...body.querySelectorAll('[role="row"]')].map((row) => Number(row.ariaRowIndex) - 2));
    const start = Math.floor(region.scrollTop / by.rowHeight);
    const seenHeight = region.clientHeight - head.getBoundingClientRect().height;
    end = Math.min(Math.ceil((region.scrollTop + seenHeight) / by.rowHeight), rows);
    for (let row = start; row < end; row++) {
      if (drawn.has(row)) {
        seen.add(row);
      } else {
        found.blank++;
      }
    }
    const now = await nextFrame();
    found.times.push(now - last);
    found.frames++;
    last = now;
  }
  const first = Math.floor(by.step / by.rowHeight);
  for (let row = first; row < end; row++) {
    found.never += seen.has(row) ? 0 : 1;
  }
  return found;
}
