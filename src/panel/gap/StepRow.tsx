import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, Toggletip, useStyles2 } from '@grafana/ui';
import React, { type ComponentProps, type KeyboardEvent } from 'react';
import { formatShare } from '../../components/numberText';
import { BarCell } from './BarCell';
import { ClassInfo } from './ClassInfo';
import { amountOf } from './copyText';
import { type GapClass, type GapStep } from './gaps';

interface Props {
  step: GapStep;
  cell: Omit<ComponentProps<typeof BarCell>, 'bar'>;
  /** There is room for a share, not for a sentence. */
  isNarrow: boolean;
  /** What a click on the name tells; of a group with several classes it opens the group instead. */
  info?: GapClass;
  isClass?: boolean;
  /** Of a group that can be opened. */
  isOpen?: boolean;
  onToggle?: (isOpen: boolean) => void;
}

export function StepRow({ step, cell, isNarrow, info, isClass = false, isOpen, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const bar = { from: step.from, to: step.to, color: step.color, label: amountOf(step) };
  return (
    <tr>
      <th scope="row" className={isClass ? styles.class : undefined}>
        {info ? (
          <Toggletip title={info.name} content={<ClassInfo step={info} />}>
            <button type="button" className={styles.name}>
              {!isClass && <span className={styles.mark} />}
              {step.name}
            </button>
          </Toggletip>
        ) : (
          <Disclosure name={step.name} isOpen={isOpen} onToggle={onToggle} />
        )}
      </th>
      <BarCell bar={bar} {...cell} />
      <td className={styles.detail}>{detailOf(step, isNarrow)}</td>
    </tr>
  );
}

function Disclosure({ name, isOpen, onToggle }: { name: string } & Pick<Props, 'isOpen' | 'onToggle'>) {
  const styles = useStyles2(getStyles);
  if (isOpen === undefined) {
    return (
      <span className={styles.name}>
        <span className={styles.mark} />
        {name}
      </span>
    );
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowRight' || key === 'ArrowLeft') {
      onToggle?.(key === 'ArrowRight');
    }
  };
  return (
    <button
      type="button"
      className={styles.name}
      aria-expanded={isOpen}
      onClick={() => onToggle?.(!isOpen)}
      onKeyDown={onKeyDown}
    >
      <span className={styles.mark}>
        <Icon name={isOpen ? 'angle-down' : 'angle-right'} />
      </span>
      {name}
    </button>
  );
}

/** How much of the gap it is, and why it is no more. */
function detailOf({ share, step, isReclaimable, note }: GapStep, isNarrow: boolean): string {
  const takesAway = (step.value ?? 0) < 0;
  const parts = [
    share.value ? formatShare(share.value) : '',
    isReclaimable && note === '' && step.value && !isNarrow ? 'reclaimable' : '',
    isNarrow && !takesAway && share.value ? '' : note,
  ];
  return parts.filter(Boolean).join(' · ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  class: css({ '&&': { paddingLeft: 32 } }),
  mark: css({ display: 'inline-flex', width: 18, flex: 'none' }),
  name: css({
    display: 'flex',
    alignItems: 'center',
    minHeight: 20,
    padding: 0,
    border: 0,
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    lineHeight: 1.3,
    'button&:hover': { textDecoration: 'underline' },
  }),
  detail: css({ '&&': { paddingLeft: theme.spacing(1), lineHeight: 1.3, color: theme.colors.text.secondary } }),
});
