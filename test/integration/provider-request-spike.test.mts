import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import { Requester, secretsOf, textOf } from './support/provider-request.mts';

let sandbox: Sandbox;
beforeAll(async () => { sandbox = await startSandbox({ port: 0 }); });
afterAll(async () => { await sandbox.close(); });
beforeEach(async () => { await sandbox.steer('POST', 'reset'); });
const show = (label: string, x: unknown) => process.stderr.write(label + ' ' + JSON.stringify(x)?.slice(0, 1500) + '\n');
describe('spike', () => {
	it('x', async () => {
		const ooti = await Requester.start(sandbox, 'ooti');
		let a = await ooti.run({ endpoint: 'GET /projects/list/{org_pk}/', path: { org_pk: '={{ $json.org }}' } }, [{ org: 210 }]);
		show('ooti', [a.items.length, a.error, a.calls, a.items[0]]);
		a = await ooti.run({ endpoint: 'GET /projects/export/{org_pk}/', path: { org_pk: '210' } });
		show('export', [a.items, a.error]);
		const o = await Requester.start(sandbox, 'ottimate');
		let b = await o.run({ endpoint: 'POST /invoices/upload', parameters: { contentType: 'multipart', bodyParameters: { parameters: [{ name: 'ottimate_location_id', value: '456' }], files: [{ name: 'file', inputDataFieldName: 'data' }] } } }, [{}], [{ name: 'Files', type: 'files' }]);
		show('upload', [b.items, b.error, b.calls]);
		b = await o.run({ endpoint: 'GET /vendors' });
		show('vendors', [b.items.length, b.error, b.calls.map(c => c.query)]);
		b = await o.run({ endpoint: 'POST /oauth/token', parameters: { contentType: 'form', bodyParameters: { parameters: [{ name: 'grant_type', value: 'client_credentials' },{ name: 'client_id', value: 'sandbox-ottimate-client-id' },{ name: 'client_secret', value: 'sandbox-ottimate-client-secret' }] } } });
		show('token', [b.items, b.error, b.tokens]);
		const d = await Requester.start(sandbox, 'doo');
		let c = await d.run({ endpoint: 'POST graphql:/', graphql: { query: 'query A($id: ID!) { event(id: $id) { id title } } query B { __typename }', variables: { id: 4711 }, operationName: 'A' } });
		show('graphql', [c.items, c.error, c.calls]);
		c = await d.run({ endpoint: 'GET /team/{team_id}/webhooks', path: { team_id: '111' } });
		show('hooks', [c.items, c.error, c.calls]);
		const t = await Requester.start(sandbox, 'oto');
		let e = await t.run({ endpoint: 'GET /orders' });
		show('orders', [e.items.length, e.error, e.calls.map(x => x.query)]);
		e = await t.run({ endpoint: 'POST /getCities', body: { country: 'SA' } });
		show('cities', [e.items.length, e.error, e.calls.map(x => x.rawBody)]);
		const s = await Requester.start(sandbox, 'otesse');
		let f = await s.run({ endpoint: 'GET /bookings' });
		show('bookings', [f.items.length, f.error, f.calls.map(x => x.query)]);
		f = await s.run({ endpoint: '/nowhere/{id}', method: 'GET', path: {} , onError: 'continueErrorOutput'}, [{a:1},{a:2}]);
		show('none', [f.items, f.failed, f.error, f.calls]);
		show('secrets', await secretsOf(sandbox, 'ottimate'));
		show('len', textOf(f).length);
	});
});
