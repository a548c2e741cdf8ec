import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { openDatasource } from '../../components/datasources';
import { type MemledgerDatasource } from '../../datasource/datasource';
import { type Setup } from '../../datasource/setup';

export type LoadSetup = (datasource: string, isAnew: boolean) => Promise<Setup>;

export const loadSetup: LoadSetup = async (uid, isAnew) => {
  const datasource = (await openDatasource(uid)) as unknown as MemledgerDatasource;
  return datasource.setup(isAnew);
};

export interface Health {
  isOk: boolean;
  message: string;
  /** What the message has no room for. */
  more: string;
}

export type CheckHealth = (datasource: string) => Promise<Health>;

/** The same check as that of Save & test. Grafana answers a bad result with a status of 400 and the result. */
export const checkHealth: CheckHealth = async (uid) => {
  const url = `/api/datasources/uid/${encodeURIComponent(uid)}/health`;
  const response = getBackendSrv().fetch<HealthAnswer>({ url, showErrorAlert: false, showSuccessAlert: false });
  return lastValueFrom(response).then(
    ({ data }) => toHealth(data),
    (error: unknown) => {
      const answer = (error as { data?: HealthAnswer } | undefined)?.data;
      if (answer?.status === undefined) {
        throw error;
      }
      return toHealth(answer);
    }
  );
};

interface HealthAnswer {
  status?: string;
  message?: string;
  details?: { verboseMessage?: string };
}

export function toHealth({ status, message, details }: HealthAnswer): Health {
  return { isOk: status === 'OK', message: message ?? '', more: details?.verboseMessage ?? '' };
}
