import { beforeAll, expect, it } from '@jest/globals';
import type { Row } from '../integration/support/fault-rows.mts';
import { once } from '../integration/support/fault-rows.mts';
import type { Kind } from '../integration/support/three-kinds.mts';
import { kinds, targetsFor } from '../integration/support/three-kinds.mts';
import type { Credential } from './client.mts';
import { errorOf, rowsOf } from './execution.mts';
import type { Rig } from './rig.mts';
import type { NodeDraft } from './workflows.mts';
import { chain, manualTrigger, providerRequest } from './workflows.mts';

/** The faults whose errors n8n wraps, each version in its own way, and what is made of them. */
const WRAPPED = [
	'connection reset before the service handled it',
	'connection reset after the service handled it',
	'slow headers',
	'slow body',
	'truncated body',
	'gzip damage',
	'401',
	'429 and nothing',
	'503',
	'307 to another origin',
];

/** Reads, keyed and unkeyed writes under faults that come once: how often each is sent, and how it ends. */
export function faultScenarios(rigOf: () => Rig): void {
	let credential: Credential;
	let invoice = '';
	let made = 0;

	const nodeFor = (kind: Kind, options: { timeout?: number }): NodeDraft => {
		const name = `F-${++made}`;
		const request = { service: 'ottimate', credential, options } as const;
		const bodies = {
			read: undefined,
			keyed: { ottimate_company_id: 123, erp_vendor_id: name, erp_vendor_name: name },
			unkeyed: { flagging_reason: name },
		};
		const endpoints = {
			read: 'GET /vendors',
			keyed: 'POST /vendors',
			unkeyed: 'POST /invoices/{id}/flag',
		};
		return providerRequest({
			...request,
			endpoint: endpoints[kind],
			...(kind === 'read' ? { limit: 3 } : { body: bodies[kind] }),
			...(kind === 'unkeyed' ? { path: { id: invoice } } : {}),
		});
	};

	const outcomeOf = async (kind: Kind, [, faults, , options = {}]: Row) => {
		const rig = rigOf();
		const { method, path } = targetsFor(invoice)[kind];
		const target = { service: 'ottimate', kind: 'call', method, path: `^${path}$` };
		await rig.sandbox.steer('POST', 'faults', {
			faults: faults.map((fault) => ({ ...target, ...fault })),
		});
		const workflow = chain(kind, manualTrigger(), nodeFor(kind, options));
		const error = errorOf(await rig.client.runOnce(workflow));
		const { calls } = await rig.traffic('ottimate');
		const own = calls.filter((call) => call.method === method && call.path === path);
		const doubt = /may have carried it out/.test(error?.description ?? '') ? ' ?' : '';
		return [kind, `${own.length}x ${error?.message ?? 'done'}${doubt}`];
	};

	beforeAll(async () => {
		const rig = rigOf();
		credential = await rig.credential('ottimateApi', { requestsPerSecond: 500, requestsPerDay: 0 });
		const list = { service: 'ottimate', credential, endpoint: 'GET /invoices', limit: 1 } as const;
		const found = await rig.client.runOnce(chain('Any', manualTrigger(), providerRequest(list)));
		invoice = String(rowsOf(found, 'Request')[0]?.id);
	});

	it.each(once.filter(([fault]) => WRAPPED.includes(fault)))('%s', async (...row) => {
		const rig = rigOf();
		await rig.sandbox.steer('DELETE', 'faults');
		await rig.clearLog();
		const outcomes = await Promise.all(kinds.map(async (kind) => await outcomeOf(kind, row)));
		expect(Object.fromEntries(outcomes)).toEqual(row[2]);
	});

	it('knows all of these faults', () => {
		const known = once.map(([fault]) => fault);
		expect(WRAPPED.filter((fault) => !known.includes(fault))).toEqual([]);
	});
}
