import { Button, FilterInput, Stack } from '@grafana/ui';
import React, { useRef } from 'react';
import { dialectName } from '../../components/dialects';
import { Failures } from './Failures';
import { Pairs } from './Pairs';
import { goTargets } from './steps';
import { Section } from './Section';
import { type ReportProps } from './SetupReport';
import { labelsText, matching, placeOf, ruleText } from './words';

/** What is not joined first: there is something to do about it. */
export function Joins({ setup, settingsUrl, search, onSearch }: Omit<ReportProps, 'datasource'>) {
  const { rules } = setup;
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onSearch('');
    // The button that had the focus goes with the search.
    input.current?.focus();
  };
  if (setup.containers === 0 || goTargets(setup) === 0) {
    return null;
  }
  const failures = matching(setup.failures, search, ({ target, reason, candidates, dialect }) => [
    labelsText(target),
    reason,
    dialectName(dialect),
    ...candidates.map(placeOf),
  ]);
  const pairs = matching(setup.pairs, search, ({ container, target, exporter, dialect, rule }) => [
    placeOf(container),
    labelsText(target),
    dialectName(exporter),
    dialectName(dialect),
    ruleText(rule, rules),
  ]);
  const isEmpty = failures.length === 0 && pairs.length === 0;

  return (
    <>
      <FilterInput
        ref={input}
        aria-label="Search joins"
        placeholder="Search container, job, instance, reason"
        value={search}
        onChange={onSearch}
        escapeRegex={false}
        width={50}
      />
      {isEmpty && search !== '' && (
        <Stack alignItems="center" gap={1} wrap="wrap">
          <span>Nothing joined and nothing that failed matches “{search}”: no Go target speaks of it.</span>
          <Button variant="secondary" size="sm" onClick={clear}>
            Clear the search
          </Button>
        </Stack>
      )}
      {failures.length > 0 && (
        <Section
          title={`Not joined: ${countText(failures.length, setup.failures.length, setup.failuresTotal)}`}
          description="Go targets that belong to no container as far as their labels say. No number is shown for them: a guess would look like a fact."
        >
          <Failures failures={failures} settingsUrl={settingsUrl} key={search} />
        </Section>
      )}
      {pairs.length > 0 && (
        <Section title={`Joined: ${countText(pairs.length, setup.pairs.length, setup.pairsTotal)}`}>
          <Pairs pairs={pairs} rules={rules} key={search} />
        </Section>
      )}
    </>
  );
}

/** The server lists only so many, and the search may leave fewer. */
function countText(shown: number, listed: number, total: number): string {
  if (shown < listed) {
    return `${shown} of ${listed === total ? total : `the ${listed} listed of ${total}`}`;
  }
  return listed < total ? `${listed} of ${total}` : String(total);
}
