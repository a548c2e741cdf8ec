import { createContext } from 'react';
import {
  type CauseId,
  type ClassId,
  type ContextId,
  type FormulaId,
  type GroupId,
  type HeapId,
  type MeasureId,
  type OverlayId,
} from '../../generated/memory';

/** A row of the domain, as `learn=` in the address has it. */
export type LearnId =
  | `class.${ClassId}`
  | `group.${GroupId}`
  | `tool.${FormulaId}`
  | `heap.${HeapId}`
  | `measure.${MeasureId}`
  | `cause.${CauseId}`
  | `overlay.${OverlayId}`
  | `context.${ContextId}`;

/** Opens the drawer; absent where there is none, and names are then plain text. */
export const LearnContext = createContext<((id: string) => void) | undefined>(undefined);
