/** More containers than this no view draws at once, but the breakdown, whose plots scroll. */
export const MAX_CONTAINERS = 12;

export function cutNotice(shown: number, total: number): string {
  return `Showing ${shown} of ${total} containers. Narrow the filters of the query to see the others.`;
}
