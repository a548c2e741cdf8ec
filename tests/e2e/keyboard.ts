import type { Locator, Page } from '@playwright/test';

// What a keyboard finds on a page: every stop of Tab within a region, in order.

export interface Stop {
  /** As a reader of the screen calls it, roughly. */
  name: string;
  /** Whether the page shows that it has the focus. */
  isSeen: boolean;
}

/** Grafana's menu and toolbar come before a page. */
const MOST = 300;
/** What takes the focus by Tab; of a group of radios the chosen one does. */
const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled):not([type="radio"]), input[type="radio"]:checked, textarea, select, summary, [tabindex="0"]';

/** Tabs from the top of the page until the focus has come to the region and left it again. */
export async function walk(page: Page, region: Locator): Promise<Stop[]> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) {
      document.activeElement.blur();
    }
    // Where the next Tab starts from.
    getSelection()?.collapse(document.body, 0);
  });
  const stops: Stop[] = [];
  for (let count = 0; count < MOST; count++) {
    await page.keyboard.press('Tab');
    const stop = await region.evaluate(stopIn);
    if (stop) {
      stops.push(stop);
    } else if (stops.length > 0) {
      return stops;
    }
  }
  throw new Error(`${MOST} times Tab and still in the region: ${stops.map(({ name }) => name).join(' · ')}`);
}

/** What has the focus, if that is in the region; runs in the browser. */
function stopIn(root: Element): Stop | undefined {
  const element = document.activeElement;
  if (!element || !root.contains(element) || element === root) {
    return undefined;
  }
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  const shows = (one: Element | null | undefined) => {
    const style = one ? getComputedStyle(one) : undefined;
    return style
      ? (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none'
      : false;
  };
  // Grafana draws the ring of a radio on its label, beside it.
  const isSeen = shows(element) || labels.some(shows) || shows(element.parentElement);
  const label = element.getAttribute('aria-label') ?? labels.map(({ textContent }) => textContent).join(' ');
  const name = label || element.textContent?.trim() || element.getAttribute('placeholder') || element.outerHTML;
  return { name: name.slice(0, 80), isSeen };
}

/** What of the region can be seen and focused, in order: as many stops are to be expected. Positions are in pixels. */
export function focusable(region: Locator): Promise<Array<{ html: string; top: number; bottom: number }>> {
  return region.evaluate(
    (root, selector) =>
      [...root.querySelectorAll<HTMLElement>(selector)]
        .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
        .map((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return { html: element.outerHTML.slice(0, 160), top, bottom };
        }),
    FOCUSABLE
  );
}

/** What shows a hand under the mouse and is no part of anything that takes the focus. */
export function mouseOnly(region: Locator): Promise<string[]> {
  return region.evaluate((root, selector) => {
    const hand = (element: Element) => getComputedStyle(element).cursor === 'pointer';
    return [...root.querySelectorAll('*')]
      .filter((element) => hand(element) && !(element.parentElement && hand(element.parentElement)))
      .filter(
        (element) => !element.closest(`${selector}, input, label`) && !element.querySelector(`${selector}, input`)
      )
      .map((element) => element.outerHTML.slice(0, 160));
  }, FOCUSABLE);
}
