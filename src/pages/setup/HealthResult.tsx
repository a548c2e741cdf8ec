import { css } from '@emotion/css';
import { Alert, useStyles2 } from '@grafana/ui';
import React, { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../components/errors';
import { type CheckHealth, type Health } from './loadSetup';

export interface HealthCheck {
  result?: Health;
  isRunning: boolean;
  run: () => void;
}

/** The data source's own test, run on demand; the result of one data source is never shown for another. */
export function useHealth(check: CheckHealth, datasource: string): HealthCheck {
  const [outcome, setOutcome] = useState<{ datasource: string; result?: Health }>();
  const isCurrent = useRef<(uid: string) => boolean>(() => false);
  useEffect(() => {
    isCurrent.current = (uid) => uid === datasource;
    return () => {
      isCurrent.current = () => false;
    };
  }, [datasource]);

  const run = () => {
    setOutcome({ datasource });
    const show = (result: Health) => isCurrent.current(datasource) && setOutcome({ datasource, result });
    check(datasource).then(show, (error: unknown) => show({ isOk: false, message: messageOf(error), more: '' }));
  };
  const own = outcome?.datasource === datasource ? outcome : undefined;
  return { result: own?.result, isRunning: own !== undefined && own.result === undefined, run };
}

export function HealthResult({ health: { result } }: { health: HealthCheck }) {
  const styles = useStyles2(getStyles);
  if (!result) {
    return null;
  }
  return (
    <Alert severity={result.isOk ? 'success' : 'error'} title={result.isOk ? 'The test passed' : 'The test failed'}>
      {result.message}
      {result.more && (
        <details>
          <summary>In detail</summary>
          <p className={styles.more}>{result.more}</p>
        </details>
      )}
    </Alert>
  );
}

const getStyles = () => ({
  more: css({ margin: 0, whiteSpace: 'pre-wrap' }),
});
