import { Alert, EmptyState, LinkButton, TextLink } from '@grafana/ui';
import { dateTimeFormat } from '@grafana/data';
import React from 'react';
import { type Identity, wordsOf, labelOf } from '../../components/identity';
import { appUrls, hrefOf } from '../../components/links';

// What the page says where it is not about one container, each with what to do next.

export function NoIdentity({ datasource }: { datasource: string }) {
  return (
    <EmptyState
      variant="call-to-action"
      message="The address names no container"
      button={
        <LinkButton icon="cube" href={hrefOf(appUrls.fleet({ datasource }))}>
          Choose one from the fleet
        </LinkButton>
      }
    />
  );
}

interface GoneProps {
  identity: Identity;
  datasource: string;
  /** Unix ms. */
  at: number;
}

/** It may still be there in an earlier part of the range, which the panels show. */
export function Gone({ identity, datasource, at }: GoneProps) {
  return (
    <Alert severity="info" title={`Nothing is known of ${wordsOf(identity)} at ${dateTimeFormat(at)}`}>
      <p>
        It may have ended, or moved to another pod or node. The panels show what is known of the time range; choose an
        earlier or longer one above, or look for it in the{' '}
        <TextLink inline href={appUrls.fleet({ datasource, search: identity.container })}>
          fleet
        </TextLink>
        .
      </p>
    </Alert>
  );
}

interface SeveralProps {
  found: Array<{ identity: Identity; href: string }>;
}

/** More than these nobody reads. */
const MOST = 20;

/** An address that was written by hand, or by a link that knows less, may fit several. */
export function Several({ found }: SeveralProps) {
  return (
    <Alert severity="info" title={`${found.length} containers match. Choose one:`}>
      <ul>
        {found.slice(0, MOST).map(({ identity, href }) => (
          <li key={labelOf(identity)}>
            <TextLink inline href={href}>
              {labelOf(identity)}
            </TextLink>
          </li>
        ))}
      </ul>
      {found.length > MOST && <p>and {found.length - MOST} more: name their namespace or pod in the address.</p>}
    </Alert>
  );
}
