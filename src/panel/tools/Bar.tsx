import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { type KeyboardEvent, useRef, useState } from 'react';
import { MarkLines } from './Marks';
import { PartTooltip, type PartTooltipAt } from './PartTooltip';
import { fillOf } from './patterns';
import { placeOf, type Scale } from './scale';
import { type Segment, segmentsOf } from './segments';
import { type ContainerTools, type Formula } from './toolsTable';
import { barText, type FormatBytes } from './words';

interface Props {
  container: ContainerTools;
  formula: Formula;
  scale: Scale;
  /** Of the whole axis, in pixels: which labels fit. */
  width: number;
  format: FormatBytes;
}

const KEYS: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => Math.min(index + 1, count - 1),
  ArrowLeft: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The classes that a tool counts, stacked from zero, and those that it leaves out, hatched behind them. */
export function Bar({ container, formula, scale, width, format }: Props) {
  const styles = useStyles2(getStyles);
  const list = useRef<HTMLUListElement>(null);
  const [focusable, setFocusable] = useState(0);
  const [tooltip, setTooltip] = useState<PartTooltipAt>();
  const segments = segmentsOf(formula);
  const focused = Math.min(focusable, segments.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setTooltip(undefined);
      return;
    }
    const move = KEYS[event.key];
    if (move) {
      event.preventDefault();
      list.current?.querySelectorAll('button')[move(focused, segments.length)]?.focus();
    }
  };
  // One that a click has pinned stays until it is closed.
  const show = (next?: PartTooltipAt) => setTooltip((shown) => (shown?.isPinned && !next?.isPinned ? shown : next));

  return (
    <div className={styles.bar}>
      <ul ref={list} className={styles.list} aria-label={`${barText(formula, format)}. Arrow keys read the classes.`}>
        {segments.map((segment, i) => (
          <li key={segment.key} className={styles.item}>
            <SegmentButton
              segment={segment}
              scale={scale}
              width={width}
              format={format}
              tabIndex={i === focused ? 0 : -1}
              onKeyDown={onKeyDown}
              onFocus={() => setFocusable(i)}
              onShow={show}
            />
          </li>
        ))}
      </ul>
      <MarkLines container={container} scale={scale} />
      {tooltip && (
        <PartTooltip
          {...tooltip}
          frame={container.frame}
          formula={formula}
          format={format}
          onClose={() => setTooltip(undefined)}
        />
      )}
    </div>
  );
}

interface SegmentProps extends Pick<Props, 'scale' | 'width' | 'format'> {
  segment: Segment;
  tabIndex: number;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  onShow: (next?: PartTooltipAt) => void;
}

function SegmentButton({ segment, scale, width, format, tabIndex, onKeyDown, onFocus, onShow }: SegmentProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const color = theme.visualization.getColorByName(segment.part?.color ?? 'text');
  const text = segmentText(segment, format);
  const under = (element: Element) => {
    const { left, bottom } = element.getBoundingClientRect();
    return { x: left, y: bottom };
  };
  return (
    <button
      type="button"
      className={styles.segment}
      style={{ ...placeOf(segment.at, scale), ...fillOf(segment.kind, color, theme) }}
      data-kind={segment.kind}
      tabIndex={tabIndex}
      aria-label={`${text}${KIND_WORDS[segment.kind]}`}
      onKeyDown={onKeyDown}
      onFocus={({ currentTarget }) => {
        onFocus();
        onShow({ segment, ...under(currentTarget) });
      }}
      onBlur={() => onShow(undefined)}
      onMouseMove={({ clientX, clientY }) => onShow({ segment, x: clientX, y: clientY })}
      onMouseLeave={() => onShow(undefined)}
      onClick={({ currentTarget }) => onShow({ segment, ...under(currentTarget), isPinned: true })}
    >
      <Label segment={segment} text={text} color={color} scale={scale} width={width} />
    </button>
  );
}

const KIND_WORDS = { counted: ', counted', back: ', counted back', left: ', left out', whole: '' };

function segmentText({ part, kind, at }: Segment, format: FormatBytes): string {
  if (!part) {
    return `Not split: ${format(at.to)}`;
  }
  return `${part.name} ${format(kind === 'left' ? part.leftOut : part.counted)}`;
}

const PIXELS_PER_LETTER = 6.4;
const LABEL_PADDING = 12;
/** WCAG's AA for small text. */
const MIN_CONTRAST = 4.5;

/** Only where it fits: half a name tells less than none. */
function Label({
  segment,
  text,
  color,
  scale,
  width,
}: Pick<SegmentProps, 'segment' | 'scale' | 'width'> & { text: string; color: string }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const pixels = (parseFloat(placeOf(segment.at, scale).width) / 100) * width;
  const isHatched = segment.kind === 'left';
  const labels = [text, segment.part?.name ?? ''];
  const fitting = labels.find((label) => label.length * PIXELS_PER_LETTER + LABEL_PADDING <= pixels);
  if (!fitting) {
    return null;
  }
  const ink =
    segment.kind === 'counted' ? theme.colors.getContrastText(color, MIN_CONTRAST) : theme.colors.text.primary;
  return (
    <span className={isHatched ? styles.paperLabel : undefined} style={{ color: ink }}>
      {fitting}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ position: 'relative', height: 22 }),
  list: css({ listStyle: 'none', margin: 0, height: '100%' }),
  item: css({ display: 'contents' }),
  segment: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    padding: 0,
    overflow: 'hidden',
    border: 'none',
    // A gap of paper tells neighbours of like colours apart.
    borderRight: `1px solid ${theme.colors.background.primary}`,
    fontSize: 11,
    lineHeight: '22px',
    whiteSpace: 'nowrap',
    '&:hover': { filter: 'brightness(1.15)' },
    '&:focus-visible': { zIndex: 1, outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1, minWidth: 3 },
  }),
  paperLabel: css({ background: theme.colors.background.primary, padding: '1px 4px', borderRadius: 2 }),
});
