import { render, screen } from '@testing-library/react';
import React from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { type LabelMatcher, type Resolution } from '../../datasource/resolution';
import { ExplainView } from './ExplainView';
import { readQuery } from './selectors';

const API = { namespace: 'shop', pod: 'api-1', container: 'api' };
const ONE: Resolution = { containers: [API], containersTotal: 1, unpaired: [], unpairedTotal: 0, ignored: [] };
const TO = 1_700_000_000_000;

function Address() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}

function show(expression: string, answer = ONE) {
  const resolve = jest.fn<Promise<Resolution>, [LabelMatcher[][], number?]>(async () => answer);
  render(
    <MemoryRouter>
      <ExplainView
        expressions={[expression]}
        datasource="a"
        preset={{}}
        range={{ from: String(TO - 60_000), to: String(TO) }}
        read={readQuery}
        resolve={resolve}
      />
      <Address />
    </MemoryRouter>
  );
  return resolve;
}

const container = (from: number, to: number) =>
  `/a/memledger-gomemory-app/container?datasource=a&namespace=shop&pod=api-1&container=api&from=${from}&to=${to}`;

test('a query of one container leads there at once', async () => {
  const resolve = show('x{pod="api-1"}');
  expect(await screen.findByText(container(TO - 60_000, TO))).toBeInTheDocument();
  expect(resolve).toHaveBeenCalledWith([expect.any(Array)], TO);
});

test('an offset looks for the containers of then, says so, and leads to that time', async () => {
  const resolve = show('x{pod="api-1"} offset 1h');
  const link = await screen.findByRole('link', { name: /api/ });
  expect(resolve).toHaveBeenCalledWith([expect.any(Array)], TO - 3_600_000);
  expect(screen.getByText(/^The query says offset 1h: explained is /)).toBeInTheDocument();
  expect(link).toHaveAttribute('href', container(TO - 3_660_000, TO - 3_600_000));
});

test('what a variable hides is named beside the containers', async () => {
  show('x{pod="$pod", job="a"}');
  expect(await screen.findByText('Not looked at: pod="$pod"')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: /api/ })).toBeInTheDocument();
});

test('a query that is but a variable is not blamed', async () => {
  const resolve = show('${query}');
  expect(await screen.findByText('What the query selects is known to its dashboard alone')).toBeInTheDocument();
  expect(screen.getByText('Not looked at: ${query}')).toBeInTheDocument();
  expect(resolve).not.toHaveBeenCalled();
});

test('a query without selectors is', async () => {
  show('1 + 1');
  expect(await screen.findByText('The query names no metric')).toBeInTheDocument();
});
