import { css } from '@emotion/css';
import { type DataSourcePluginOptionsEditorProps, type GrafanaTheme2 } from '@grafana/data';
import {
  AdvancedHttpSettings,
  Auth,
  AuthMethod,
  ConfigSection,
  ConfigSubSection,
  ConnectionSettings,
  convertLegacyAuthProps,
  DataSourceDescription,
  SecureSocksProxyToggle,
} from '@grafana/plugin-ui';
import { config } from '@grafana/runtime';
import { Divider, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { type MemledgerOptions, type MemledgerSecrets } from '../types';
import { BindingsEditor } from './BindingsEditor';
import { CopyFromPrometheus } from './CopyFromPrometheus';
import { LABEL_WIDTH } from './layout';
import { NextSteps } from './NextSteps';
import { PrecedenceEditor } from './PrecedenceEditor';
import { PrometheusFields } from './PrometheusFields';
import { ScaleOutFields } from './ScaleOutFields';

type Props = DataSourcePluginOptionsEditorProps<MemledgerOptions, MemledgerSecrets>;

export function ConfigEditor({ options, onOptionsChange }: Props) {
  const styles = useStyles2(getStyles);
  const [copies, setCopies] = useState(0);
  const { jsonData } = options;
  const set = (changed: Partial<MemledgerOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...jsonData, ...changed } });

  return (
    <div className={styles.editor}>
      <DataSourceDescription
        dataSourceName="Memledger"
        docsLink="https://github.com/memledger/memledger#readme"
        hasRequiredFields
      />
      <Divider />
      {!options.readOnly && (
        <div className={styles.copy}>
          <CopyFromPrometheus
            settings={options}
            onChange={(settings) => {
              onOptionsChange(settings);
              setCopies(copies + 1);
            }}
          />
        </div>
      )}
      <ConnectionSettings
        config={options}
        onChange={onOptionsChange}
        description="Prometheus, or a server that answers its queries: Mimir, Thanos, VictoriaMetrics."
        urlLabel="Server URL"
        urlPlaceholder="http://localhost:9090"
      />
      <Divider />
      <Auth
        // It reads the names of headers only when it is made.
        key={copies}
        {...convertLegacyAuthProps({ config: options, onChange: onOptionsChange })}
        // Cross-site credentials are the browser's, and the browser asks nothing here.
        visibleMethods={[AuthMethod.NoAuth, AuthMethod.BasicAuth, AuthMethod.OAuthForward]}
      />
      <p className={styles.note}>
        A tenant of Mimir is a setting below; one of Thanos is a header, THANOS-TENANT. SigV4 (Amazon) and Azure
        authentication are not supported.
      </p>
      <Divider />
      <ConfigSection
        title="Additional settings"
        description="Optional; the defaults suit a plain Prometheus."
        isCollapsible
        isInitiallyOpen
      >
        <div className={styles.sections}>
          <AdvancedHttpSettings config={options} onChange={onOptionsChange} />
          <ConfigSubSection title="Prometheus" className={styles.narrow}>
            <PrometheusFields settings={options} onChange={onOptionsChange} />
          </ConfigSubSection>
          <ConfigSubSection title="Mimir and Thanos" className={styles.narrow}>
            <ScaleOutFields settings={options} onChange={onOptionsChange} />
          </ConfigSubSection>
          {config.secureSocksDSProxyEnabled && !options.readOnly && (
            <SecureSocksProxyToggle labelWidth={LABEL_WIDTH} dataSourceConfig={options} onChange={onOptionsChange} />
          )}
        </div>
      </ConfigSection>
      <Divider />
      <ConfigSection
        title="Joins"
        description="Optional: which Go target belongs to which container, and which exporter is believed. The Setup page of the app shows what needs a binding, and suggests it."
        isCollapsible
        isInitiallyOpen
      >
        <div className={styles.sections}>
          <ConfigSubSection
            title="Bindings"
            description="Tried before all rules, in this order. A regular expression matches the whole label; $1 is what its first group matched."
            className={styles.narrow}
          >
            <BindingsEditor
              bindings={jsonData.bindings}
              readOnly={options.readOnly}
              onChange={(bindings) => set({ bindings })}
            />
          </ConfigSubSection>
          <ConfigSubSection
            title="Precedence"
            description="Where several exporters tell of one container or process, the first of these is taken."
            className={styles.narrow}
            isCollapsible
            isInitiallyOpen={jsonData.precedence !== undefined}
          >
            <PrecedenceEditor
              precedence={jsonData.precedence}
              readOnly={options.readOnly}
              onChange={(precedence) => set({ precedence })}
            />
          </ConfigSubSection>
        </div>
      </ConfigSection>
      {isSaved(options) && (
        <>
          <Divider />
          <NextSteps uid={options.uid} type={options.type} />
        </>
      )}
    </div>
  );
}

/** A data source that was only just added has version 1 and no URL; a provisioned one is complete. */
function isSaved({ readOnly, version, url }: Props['options']): boolean {
  return Boolean(url) && (Boolean(readOnly) || (version ?? 0) > 1);
}

const getStyles = (theme: GrafanaTheme2) => ({
  editor: css({
    marginBottom: theme.spacing(4),
  }),
  sections: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(3),
  }),
  // As wide as plugin-ui's own sections.
  narrow: css({
    maxWidth: 578,
  }),
  copy: css({
    maxWidth: 578,
    marginBottom: theme.spacing(3),
  }),
  note: css({
    maxWidth: 578,
    marginTop: theme.spacing(2),
    color: theme.colors.text.secondary,
  }),
});
