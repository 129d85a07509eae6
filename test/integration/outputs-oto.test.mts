import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { outputs } from '../../nodes/Oto/outputs';
import { partsOf } from '../../nodes/shared/form/operation-inputs';
import { rowsIn } from '../../nodes/shared/form/operation-choice';
import { isWrite } from '../../transport/http/request';
import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import type { Ask } from '../services/oto/answers/calls.mts';
import { callsOf } from '../services/oto/answers/calls.mts';
import type { Answered } from '../services/oto/answers/index.mts';
import { at, call } from '../sandbox/http.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { OutputBench } from './support/output-bench.mts';

const sandbox = sandboxForTests();
const { form } = outputs;
const bench = new OutputBench(sandbox, outputs, 'Oto');
const tokenOf = (owner: string) =>
	owner === '' ? 'sandbox-oto-refresh-token' : `sandbox-oto-${owner}-token`;

/** A call as it goes out, without the node. */
const ask: Ask = async (path, json, method, owner = '') => {
	const base = sandbox().baseUrls.oto ?? '';
	const token = await call(`${base}/refreshToken`, { json: { refresh_token: tokenOf(owner) } });
	const headers = { authorization: `Bearer ${String(at(token.json, 'access_token'))}` };
	return (await call(base + path, { headers, json, method })).json;
};

/** Values of a row in a call as it goes out. Pages are the node's own. */
function valuesOf(row: EndpointDefinition, url: string, json: unknown): IDataObject {
	const [path = '', query = ''] = url.split('?');
	const names = partsOf(row.path);
	const found =
		new RegExp(`^${row.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path)?.slice(1) ?? [];
	const values = {
		...Object.fromEntries(names.map((name, place) => [name, found[place]])),
		...Object.fromEntries(new URLSearchParams(query)),
		...(Array.isArray(json) ? { records: json } : Object(json)),
	} as IDataObject;
	const pages = ['page', 'perPage', 'currentPage', 'pageSize', 'limit'];
	return Object.fromEntries(Object.entries(values).filter(([name]) => !pages.includes(name)));
}

/** Values that the node refuses, and one that has it give a file as well. */
const LEFT_OUT: Readonly<Record<string, string>> = {
	'order.getMany': 'none',
	'inventoryOrder.create': 'soon',
	'label.get': 'true',
};

const rows = rowsIn(form)
	// Of the test of a token no answer is documented.
	.filter(({ path }) => path !== '/test')
	.map((row) => [`${row.resource}.${row.operation}`, row] as const);

beforeEach(() => {
	bench.restart();
});

describe('what OTO’s operations give', () => {
	it.each(rows)('%s', async (key, row) => {
		const name = `${row.method} ${row.path}`;
		const isOwn = (path: string, method: string) =>
			method === row.method &&
			new RegExp(`^${row.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? '');
		const throughNode: Ask = async (path, json, method, owner = '') => {
			if (!isOwn(path, method ?? (json === undefined ? 'GET' : 'POST'))) {
				return await ask(path, json, method, owner);
			}
			const changed = owner === '' ? {} : { refreshToken: tokenOf(owner) };
			const values = Object.entries(valuesOf(row, path, json));
			const sent = values.filter(([, value]) => value !== LEFT_OUT[key]);
			await bench.call(key, Object.fromEntries(sent), {}, changed);
			return isWrite(row) ? undefined : await ask(path, json, method, owner);
		};
		await callsOf(throughNode)[name as Answered]();
	});

	it('by several calls', async () => {
		const filters = { status: ['shipmentCreated'] };
		const [booked] = await bench.run('order.getMany', { limit: 1, filters });
		const orderId = { __rl: true, mode: 'id', value: String(booked?.json.orderId) };
		await bench.run('order.getHistory', { ids: orderId.value });
		await bench.run('shipment.trackUntil', { orderId, statuses: ['shipmentCreated'] });
		for (const key of ['label.download', 'label.downloadProforma', 'label.downloadZpl']) {
			const [item] = await bench.run(key, { orderId });
			expect(item?.binary?.data).toBeDefined();
		}
	});

	it('by booking', async () => {
		const [open] = await bench.run('order.getMany', { limit: 1, filters: { status: ['new'] } });
		const orderId = { __rl: true, mode: 'id', value: String(open?.json.orderId) };
		await bench.run('deliveryFee.getCheapest', { orderId, deliveredTo: 'door' });
		const [booked] = await bench.run('shipment.book', { orderId, options: { checkEvery: 1 } });
		expect(booked?.binary?.data).toBeDefined();
	});

	it('were all seen, with every key of their schemas', () => {
		expect(bench.unseen()).toEqual([]);
	});
});
