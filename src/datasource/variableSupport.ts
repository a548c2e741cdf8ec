import { CustomVariableSupport, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { type Observable } from 'rxjs';
import { VariableQueryEditor } from './components/VariableQueryEditor';
import { type MemledgerDatasource } from './datasource';
import { toVariableQuery } from './query';
import { type MemledgerQuery } from './types';

/** Variables are answered by the backend, as frames with `text` and `value`. */
export class MemledgerVariableSupport extends CustomVariableSupport<MemledgerDatasource, MemledgerQuery> {
  editor = VariableQueryEditor;

  constructor(private readonly datasource: MemledgerDatasource) {
    super();
    // Grafana calls it detached from its object.
    this.query = this.query.bind(this);
  }

  getDefaultQuery(): Partial<MemledgerQuery> {
    return toVariableQuery({});
  }

  query(request: DataQueryRequest<MemledgerQuery>): Observable<DataQueryResponse> {
    return this.datasource.query({ ...request, targets: request.targets.map(toVariableQuery) });
  }
}
