import { getBackendSrv } from '@grafana/runtime';
import { Alert, InlineField } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { lastValueFrom } from 'rxjs';
import { Choice } from '../../components/Choice';
import { listDatasources } from '../../components/datasources';
import {
  copyFromPrometheus,
  leftToDo,
  PROMETHEUS_TYPES,
  reasonNotToCopy,
  type PrometheusSettings,
  type Settings,
} from '../copyFromPrometheus';
import { messageOf } from '../../components/errors';
import { LABEL_WIDTH } from './layout';

interface Props {
  settings: Settings;
  onChange: (settings: Settings) => void;
  /** Replaced in tests. */
  load?: (uid: string) => Promise<PrometheusSettings>;
}

type Outcome =
  | { severity: 'success' | 'info'; name: string; lines: string[] }
  | { severity: 'error'; name: string; lines: string[] };

export function CopyFromPrometheus({ settings, onChange, load = loadSettings }: Props) {
  const id = useId();
  const [chosen, setChosen] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();
  const sources = listDatasources(PROMETHEUS_TYPES);
  if (sources.length === 0) {
    return null;
  }

  const copy = async (uid: string) => {
    const name = sources.find((source) => source.uid === uid)?.name ?? uid;
    setChosen(uid);
    setOutcome(undefined);
    try {
      const source = await load(uid);
      const reason = reasonNotToCopy(source);
      if (reason) {
        setOutcome({ severity: 'error', name, lines: [reason] });
        return;
      }
      onChange(copyFromPrometheus(settings, source));
      const lines = leftToDo(source);
      setOutcome({ severity: lines.length ? 'info' : 'success', name, lines });
    } catch (error) {
      setOutcome({ severity: 'error', name, lines: [messageOf(error)] });
    }
  };

  return (
    <>
      <InlineField
        label="Copy from"
        labelWidth={LABEL_WIDTH}
        htmlFor={id}
        grow
        tooltip="Takes over the URL, the method, the names of headers and all other settings of an existing Prometheus data source. Secrets cannot be copied."
      >
        <Choice
          id={id}
          options={sources.map(({ uid, name, type }) => ({
            value: uid,
            label: name,
            description: type === 'prometheus' ? undefined : type,
          }))}
          value={chosen}
          placeholder="An existing Prometheus data source"
          onChange={copy}
        />
      </InlineField>
      {outcome && (
        <Alert severity={outcome.severity} title={titleOf(outcome)}>
          {outcome.lines.length > 0 && (
            <ul>
              {outcome.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Alert>
      )}
    </>
  );
}

function titleOf({ severity, name }: Outcome): string {
  switch (severity) {
    case 'error':
      return `${name} cannot be copied`;
    case 'info':
      return `Copied from ${name}, but for its secrets`;
    case 'success':
      return `Copied from ${name}`;
  }
}

function loadSettings(uid: string): Promise<PrometheusSettings> {
  const url = `/api/datasources/uid/${encodeURIComponent(uid)}`;
  const response = getBackendSrv().fetch<PrometheusSettings>({ url, showErrorAlert: false });
  return lastValueFrom(response).then(({ data }) => data);
}
