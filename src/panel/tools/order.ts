import { type Formula, type Tool } from './toolsTable';

/** Of the container's runtime first, then what reads every container; the rest after, in the order of the answer. */
const RANKS: Record<string, number> = { yes: 0, any: 1 };
const OTHERS = 2;

const rank = ({ match }: Tool) => RANKS[match] ?? OTHERS;

export interface Ordered {
  /** The person's own tool, wherever it would stand else. */
  pinned?: Formula;
  /** Of the container's runtime; all, where that is not known. */
  shown: Formula[];
  /** Behind "all tools". */
  rest: Formula[];
}

export function orderFormulas(formulas: Formula[], pinnedTool: string): Ordered {
  const all = formulas.map((formula) => ({ ...formula, tools: orderTools(formula.tools, pinnedTool) }));
  const pinned = all.find(({ tools }) => tools[0]?.id === pinnedTool);
  const others = all.filter((formula) => formula !== pinned);
  const isOurs = ({ tools }: Formula) => tools.some((tool) => tool.match === 'unknown' || rank(tool) < OTHERS);
  return { pinned, shown: others.filter(isOurs), rest: others.filter((formula) => !isOurs(formula)) };
}

/** The pinned one and those of the runtime, or the first where there is none. */
export function foremost(tools: Tool[]): Tool[] {
  const others = tools.findIndex((tool, i) => i > 0 && rank(tool) >= OTHERS);
  return others < 0 ? tools : tools.slice(0, others);
}

function orderTools(tools: Tool[], pinnedTool: string): Tool[] {
  const place = (tool: Tool) => (tool.id === pinnedTool ? -1 : rank(tool));
  return [...tools].sort((a, b) => place(a) - place(b));
}
