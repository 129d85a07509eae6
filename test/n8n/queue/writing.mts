import { ottimateClient } from '../../services/ottimate/client.mts';
import type { LogEntry } from '../../sandbox/core/types.mts';
import type { Credential } from '../client.mts';
import type { Rig } from '../rig.mts';
import type { NodeRules, WorkflowJson } from '../workflows.mts';
import { chain, providerRequest, splitOut, webhookTrigger } from '../workflows.mts';
import type { Writes } from './result.mts';

/** A keyed write: Ottimate carries it out once for each idempotency key, and has nothing else to tell orders apart. */
const KEYED = { method: 'POST', path: '/purchase-orders' };
/** A plain write. */
const PLAIN = { method: 'POST', path: '/createOrder' };
/** Plain as well, and there is nothing by which OTO could notice a repetition. */
const ADDING = { method: 'POST', path: '/updateStockQuantity' };
const PAGE = 100;
const TOKEN_REFUSED = 401;

export interface WritingCredentials {
	ottimate: Credential;
	oto: Credential;
	otesse: Credential;
}

export async function writingCredentials(rig: Rig): Promise<WritingCredentials> {
	const fast = { requestsPerSecond: 5000, requestsPerDay: 0 };
	return {
		ottimate: await rig.credential('ottimateApi', fast),
		oto: await rig.credential('otoApi', fast),
		otesse: await rig.credential('otesseAppApi', fast),
	};
}

/** Writes each row of the webhook's call with a key and without one, and reads with a credential whose refresh token changes. */
export function writing(credentials: WritingCredentials, at: string): WorkflowJson {
	return chain(
		`Writing ${at}`,
		webhookTrigger(at),
		splitOut('body.rows'),
		reads(credentials.otesse, 'Before'),
		...[orders(credentials.ottimate), shipments(credentials.oto)],
		{ ...reads(credentials.otesse, 'After'), executeOnce: true },
	);
}

/** Writes the same way, then takes so long to read that a worker can be killed meanwhile. */
export function writingThenWaiting(
	{ ottimate, oto }: WritingCredentials,
	at: string,
): WorkflowJson {
	const stock = { actionType: 'adjust', locationCode: 'WH-RUH', sku: 'SKU-1', qty: 1 };
	return chain(
		`Writing, then waiting ${at}`,
		webhookTrigger(at),
		splitOut('body.rows'),
		orders(ottimate),
		sent('Stock', oto, 'oto', ADDING, JSON.stringify(stock)),
		providerRequest({ name: 'Wait', service: 'oto', credential: oto, endpoint: 'GET /orders' }),
	);
}

function orders(credential: Credential) {
	const line = "{ name: 'Milk', quantity: 10, price: 3.5 }";
	const fields = `ottimate_location_id: 456, po_number: $('Items').item.json.mark, erp_vendor_id: 'V-1', date: '2026-01-10', total_amount: 35, items: [${line}]`;
	return sent('Order', credential, 'ottimate', KEYED, `={{ JSON.stringify({ ${fields} }) }}`);
}

function shipments(credential: Credential) {
	const customer =
		"{ name: 'Sara', mobile: '500000001', country: 'SA', city: 'Jeddah', address: '8089' }";
	const items = "[{ name: 'Milk', sku: 'SKU-1', quantity: 1, price: 35 }]";
	const fields = `orderId: $('Items').item.json.mark, amount: 35, amount_due: 0, currency: 'SAR', payment_method: 'paid', customer: ${customer}, items: ${items}`;
	return sent('Shipment', credential, 'oto', PLAIN, `={{ JSON.stringify({ ${fields} }) }}`);
}

function sent(
	name: string,
	credential: Credential,
	service: 'ottimate' | 'oto',
	{ method, path }: { method: string; path: string },
	body: string,
	rules: NodeRules = {},
) {
	return providerRequest({ ...rules, name, service, credential, endpoint: path, method, body });
}

function reads(credential: Credential, name: string) {
	return providerRequest({
		name,
		service: 'otesse',
		credential,
		endpoint: '/services/industries',
		method: 'GET',
		limit: 1,
		options: { pagination: 'off', split: false },
	});
}

export async function keyedWrites(rig: Rig, wanted: number): Promise<Writes> {
	const { calls } = await rig.traffic('ottimate');
	const requests = calls.filter((call) => isCall(call, KEYED));
	const there = countBy(await orderNumbers(rig));
	const keys = new Map<string, Set<string>>();
	for (const request of requests) {
		const mark = markOf(request, 'po_number');
		keys.set(mark, (keys.get(mark) ?? new Set()).add(keyOf(request)));
	}
	return {
		wanted,
		written: there.size,
		sent: requests.length,
		doubled: [...there.values()].filter((count) => count > 1).length,
		otherKeys: [...keys.values()].filter(({ size }) => size > 1).length,
	};
}

/** A second request for the same order is refused by OTO: here it counts as doubled all the same. */
export async function plainWrites(rig: Rig, wanted: number): Promise<Writes> {
	const { calls } = await rig.traffic('oto');
	const requests = calls.filter((call) => isCall(call, PLAIN));
	const marks = countBy(requests.map((request) => markOf(request, 'orderId')));
	return {
		wanted,
		written: marks.size,
		sent: requests.length,
		doubled: [...marks.values()].filter((count) => count > 1).length,
	};
}

/** What became of the two writes of one execution of `writingThenWaiting`. */
export async function writesOf(rig: Rig, mark: string) {
	const keyed = (await rig.traffic('ottimate')).calls.filter(
		(call) => isCall(call, KEYED) && markOf(call, 'po_number') === mark,
	);
	const plain = (await rig.traffic('oto')).calls.filter((call) => isCall(call, ADDING));
	return {
		keyedSent: keyed.length,
		keyedKeys: new Set(keyed.map(keyOf)).size,
		keyedWritten: (await orderNumbers(rig)).filter((number) => number === mark).length,
		plainSent: plain.length,
		plainWritten: plain.filter(({ status }) => status === 200).length,
	};
}

/** The purchase orders that Ottimate has. */
async function orderNumbers(rig: Rig): Promise<string[]> {
	const client = await ottimateClient(rig.sandbox);
	const numbers: string[] = [];
	for (let page = 1; ; page++) {
		const answer = await client.call('GET', `/purchase-orders?limit=${PAGE}&page=${page}`);
		const rows = answer.purchase_orders;
		if (!Array.isArray(rows)) throw new Error('Ottimate lists no purchase orders');
		for (const row of rows) {
			const number: unknown = Reflect.get(Object(row), 'po_number');
			if (typeof number === 'string' && number.startsWith('mark-')) numbers.push(number);
		}
		if (rows.length < PAGE) return numbers;
	}
}

function isCall(entry: LogEntry, { method, path }: { method: string; path: string }): boolean {
	return entry.method === method && entry.path === path && entry.status !== TOKEN_REFUSED;
}

function markOf({ rawBody }: LogEntry, field: string): string {
	const value: unknown = Reflect.get(Object(JSON.parse(rawBody)), field);
	return String(value);
}

function keyOf({ headers }: LogEntry): string {
	return headers['idempotency-key'] ?? '';
}

function countBy(values: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}
