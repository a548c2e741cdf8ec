import { locationService } from '@grafana/runtime';
import { Button, Dropdown, Menu } from '@grafana/ui';
import React from 'react';
import { type AlertSubject, newAlertRuleUrl } from '../../components/alertRules';
import { hrefOf } from '../../components/links';
import { ALERTS } from '../../generated/alerts';

/** The rules of the alerts table, each in Grafana's editor and about this container alone. */
export function CreateAlertRule({ subject }: { subject: AlertSubject }) {
  const menu = () => {
    const { pathname, search } = locationService.getLocation();
    return (
      <Menu ariaLabel="Create alert rule">
        {ALERTS.map((rule) => (
          <Menu.Item
            key={rule.id}
            label={rule.form.name}
            description={rule.severity}
            url={hrefOf(newAlertRuleUrl(rule, subject, pathname + search))}
          />
        ))}
      </Menu>
    );
  };
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <Button variant="secondary" icon="bell">
        Create alert rule
      </Button>
    </Dropdown>
  );
}
