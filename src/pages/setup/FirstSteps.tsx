import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { RadioButtonGroup, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { type Setup } from '../../datasource/setup';
import { CodeBlock } from './CodeBlock';
import { goTargets } from './steps';
import { CONTAINER_RECIPES, type ContainerSource, GO_RECIPES, type GoPlace, PROMHTTP } from './recipes';
import { Section } from './Section';

/** What to add to the server's configuration, for each side that is not there. */
export function FirstSteps({ setup }: { setup: Setup }) {
  return (
    <>
      {setup.containers === 0 && <ContainersMissing />}
      {goTargets(setup) === 0 && <GoMissing />}
    </>
  );
}

const DEPLOY_URL = 'https://github.com/memledger/memledger/tree/main/deploy';

const SOURCES: Array<{ value: ContainerSource; label: string }> = [
  { value: 'memledger', label: 'Memledger exporter' },
  { value: 'cadvisor', label: 'cAdvisor' },
  { value: 'kubernetes', label: 'Kubernetes' },
];

function ContainersMissing() {
  const [source, setSource] = useState<ContainerSource>('memledger');
  const { text, blocks } = CONTAINER_RECIPES[source];
  return (
    <Section
      title="Add the memory of your containers"
      description="Save this in the configuration of the Prometheus server, put your host in the place of HOST, and choose “Look again” after a scrape or two."
    >
      <RadioButtonGroup
        aria-label="Who tells the memory of containers"
        options={SOURCES}
        value={source}
        onChange={setSource}
      />
      <Recipe text={text} blocks={blocks} />
      {source === 'memledger' && (
        <p>
          <TextLink href={DEPLOY_URL} external>
            Image, DaemonSet, Compose service and systemd unit
          </TextLink>
        </p>
      )}
    </Section>
  );
}

const PLACES: Array<{ value: GoPlace; label: string }> = [
  { value: 'host', label: 'Docker, podman or systemd' },
  { value: 'kubernetes', label: 'Kubernetes' },
];

function GoMissing() {
  const [place, setPlace] = useState<GoPlace>('host');
  const { text, blocks } = GO_RECIPES[place];
  return (
    <Section
      title="Add the Go runtime metrics of your services"
      description="Two lines of each Go program serve them, with the Prometheus client for Go:"
    >
      <CodeBlock label="the Go code" code={PROMHTTP} />
      <RadioButtonGroup aria-label="Where the services run" options={PLACES} value={place} onChange={setPlace} />
      <Recipe text={text} blocks={blocks} />
    </Section>
  );
}

function Recipe({ text, blocks }: { text: string; blocks: Array<{ label: string; code: string }> }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <p className={styles.text}>{text}</p>
      {blocks.map((block) => (
        <CodeBlock key={block.label} {...block} />
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    maxWidth: theme.spacing(100),
    margin: theme.spacing(1, 0),
  }),
});
