import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, InlineField, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { HEAP_OPTIONS, TOOL_OPTIONS } from '../datasource/components/options';
import { formulaById, heapById } from '../datasource/query';
import { Choice } from './Choice';

interface Props {
  tool: string;
  heap: string;
  onChange: (changed: { tool: string } | { heap: string }) => void;
}

/** What is compared with what: the tool that a person looks at, and what counts as the Go heap. */
export function ToolChoice({ tool, heap, onChange }: Props) {
  const id = useId();
  return (
    <>
      <Field label="Reported by" htmlFor={`${id}-tool`} help={formulaById(tool)?.help}>
        <Choice
          id={`${id}-tool`}
          options={TOOL_OPTIONS}
          value={tool}
          width={25}
          onChange={(chosen) => onChange({ tool: chosen })}
        />
      </Field>
      <Field label="Go heap" htmlFor={`${id}-heap`} help={heapById(heap)?.help} takesRest>
        <Choice
          id={`${id}-heap`}
          options={HEAP_OPTIONS}
          value={heap}
          onChange={(chosen) => onChange({ heap: chosen })}
        />
      </Field>
    </>
  );
}

interface FieldProps {
  label: string;
  htmlFor: string;
  help?: string;
  /** It takes what its row has left. */
  takesRest?: boolean;
  children: React.ReactElement;
}

/** Grafana's own icon for help can be focused and has no name. */
function Field({ label, htmlFor, help, takesRest, children }: FieldProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={cx(styles.field, takesRest && styles.rest)}>
      <InlineField label={label} htmlFor={htmlFor} grow={takesRest}>
        {children}
      </InlineField>
      {help && (
        <IconButton
          name="info-circle"
          size="sm"
          className={styles.help}
          aria-label={`About “${label}”`}
          tooltip={help}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  field: css({ display: 'flex', alignItems: 'flex-start' }),
  // Names of heaps are long, and both choices are to fit beside each other in a narrow window.
  rest: css({ flex: '1 1 380px', maxWidth: 440, minWidth: 0 }),
  help: css({ height: theme.spacing(theme.components.height.md) }),
});
