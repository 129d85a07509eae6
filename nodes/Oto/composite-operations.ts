import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { CallItem } from '../../transport/pagination/endpoint-call';
import { ORDERS_PER_CALL } from '../../providers/oto/endpoints/shared';
import { finalStatuses, orderStatuses } from '../../providers/oto/endpoints/statuses';
import { choicesOf } from '../shared/form/labels/choices';
import { choicesIn } from '../shared/input/readers/choice';
import { titled } from '../shared/form/labels/wire-names';
import type { ItemContext } from '../shared/input/item-context';
import type { CompositeOperation, OperationContext } from '../shared/form/service-form';
import type { Waited } from '../shared/run/waiting';
import {
	lastSeen,
	lastState,
	pauseMs,
	secondsIn,
	waitLimitMs,
	waitUntil,
} from '../shared/run/waiting';
import { words } from './labels';
import { optionsIn } from '../shared/input/item-parameters';
import { orderProperty } from './parameters';

async function statusOf(operation: OperationContext, orderId: string): Promise<IDataObject> {
	const [item] = await operation.call('order.getStatus', { orderId });
	return item?.json ?? {};
}

/** What to track, and how long. */
function trackingOf(item: ItemContext) {
	const options = optionsIn(item.context, item.itemIndex);
	const number = (name: string, label: string, min: number) =>
		options.optionalNumber(name, label, { min }) ?? 60;
	return {
		orderId: item.read.id('orderId', 'Order'),
		isReturned:
			options.optionalText(whenOver.name, whenOver.displayName) !== undefined &&
			options.choice(whenOver.name, whenOver.displayName, choicesIn(whenOver)) === 'return',
		statuses: item.read.choices('statuses', 'Statuses', choicesOf(orderStatuses, words)),
		everyMs: pauseMs(item.context, number('checkEvery', 'Check Every (Seconds)', 1) * 1000),
		limitMs: waitLimitMs(
			item.context,
			number('giveUpAfter', 'Give Up After (Minutes)', 0) * 60_000,
		),
	};
}

const LATER =
	'None of the statuses was seen. Call this tool again later, or use "Get Status" of the resource Order.';

const whenOver: INodeProperties = {
	displayName: 'When the Time Is Over',
	name: 'whenOver',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Fail the item' },
		{
			name: 'Return Last Status',
			value: 'return',
			description: 'Return the latest status with "reached" false',
		},
	],
	default: 'fail',
	description: 'What to do if the order has not reached one of the statuses',
};

/** How long, and how often. */
const waitOptions: readonly INodeProperties[] = [
	{
		displayName: 'Check Every (Seconds)',
		name: 'checkEvery',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'How long to wait between two checks. Each check is a request to OTO.',
	},
	{
		displayName: 'Give Up After (Minutes)',
		name: 'giveUpAfter',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description:
			'How long to wait in total. The execution keeps running meanwhile: for days, use the OTO Trigger or a Schedule Trigger instead.',
	},
	whenOver,
];

const trackUntil: CompositeOperation = {
	resource: 'shipment',
	operation: 'trackUntil',
	reads: true,
	name: 'Track Until',
	action: 'Track shipment until it has status',
	description:
		'Check the status of an order until it is one of those selected, and return it. If time runs out first, the item fails, or returns the latest status with "reached" false. Works for returns too, and shows whether a booking went through.',
	properties: [
		orderProperty,
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: orderStatuses
				.map((value) => ({ name: titled(value, words), value }))
				.sort((a, b) => a.name.localeCompare(b.name)),
			default: [...finalStatuses],
			required: true,
			description: 'Stop as soon as the order has one of these',
		},
	],
	options: waitOptions,
	check: (item) => {
		trackingOf(item);
	},
	run: async (operation): Promise<CallItem[]> => {
		const { orderId, statuses, isReturned, ...limits } = trackingOf(operation);
		const waited = await waitUntil(operation, limits, async (bounded, observe) => {
			const status = await statusOf(bounded, orderId);
			observe(status);
			return statuses.includes(String(status.status)) ? status : undefined;
		});
		const { result, last, checks } = waited;
		const waitedSeconds = Math.round(waited.waitedMs / 1000);
		if (result) return [{ json: { ...result, reached: true, checks, waitedSeconds } }];
		const state = { orderId, ...last?.state, checks };
		const asTool = lastState(operation.context, waited, state, LATER);
		if (asTool) return asTool;
		if (isReturned) {
			return [{ json: { ...state, reached: false, waitedSeconds, ...lastSeen(waited) } }];
		}
		throw notReached(operation, orderId, statuses, waited);
	},
};

function notReached(
	operation: OperationContext,
	orderId: string,
	statuses: readonly string[],
	{ last, trouble, checks, waitedMs }: Waited<unknown>,
): Error {
	const time = secondsIn(waitedMs);
	const status = String(last?.state.status);
	const advice = `None of the statuses ${statuses.join(', ')} was seen. Check again later with "Get Status" of the resource Order, or raise "Give Up After (Minutes)".`;
	if (trouble === undefined) {
		return operation.problem(
			last?.state.status === undefined
				? `OTO gave no status for the order "${orderId}" in ${checks} checks in ${time}`
				: `The order "${orderId}" is still "${status}" after ${checks} checks in ${time}`,
			`${advice} If it does not change, check in OTO what is holding it up.`,
		);
	}
	return last
		? operation.problem(
				`The order "${orderId}" was "${status}" at ${last.at}; OTO has not answered since (${trouble})`,
				advice,
			)
		: operation.problem(
				`OTO did not report the status of the order "${orderId}" in ${time} (${trouble})`,
				advice,
			);
}

/** Where a history names the ID that it was asked by. */
const ID_KEYS: Readonly<Record<string, string>> = {
	orderIds: 'orderId',
	otoIds: 'otoId',
	shipmentIds: 'shipmentId',
};

/** The histories of these IDs; one that OTO leaves out is a failure. */
async function historiesOf(
	operation: OperationContext,
	kind: string,
	ids: string[],
): Promise<CallItem[]> {
	const found = await operation.call('order.getHistory', { [kind]: ids });
	const key = ID_KEYS[kind] ?? 'orderId';
	const reported = new Set(found.map(({ json }) => String(json[key]).toLowerCase()));
	const missing = ids.filter((id) => !reported.has(id.toLowerCase()));
	return [
		...found,
		...missing.map((id) => ({
			json: { [key]: id },
			failure: `OTO has no history for "${id}"`,
			details: `Check "${id}" and "Find By".`,
		})),
	];
}

const getHistory: CompositeOperation = {
	resource: 'order',
	operation: 'getHistory',
	reads: true,
	name: 'Get History',
	action: 'Get status history of orders',
	description: `Get the status history of one or more orders, with shipment, tracking link and amounts. An ID that OTO does not know fails by itself. Requests up to ${ORDERS_PER_CALL} orders at once.`,
	properties: [
		{
			displayName: 'Find By',
			name: 'findBy',
			type: 'options',
			options: [
				{ name: 'Order ID', value: 'orderIds', description: 'Your own IDs of the orders' },
				{ name: 'OTO ID', value: 'otoIds', description: 'OTO’s own numbers of the orders' },
				{ name: 'Shipment ID', value: 'shipmentIds', description: 'IDs of the shipments' },
			],
			default: 'orderIds',
			description: 'The kind of ID to find orders by',
		},
		{
			displayName: 'IDs',
			name: 'ids',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. OID-1001,OID-1002',
			description: 'One or more IDs, separated by commas, or a list from an expression',
		},
	],
	check: (item) => {
		item.read.list('ids', 'IDs');
	},
	run: async (operation) => {
		const kind = operation.read.id('findBy', 'Find By');
		const ids = [...new Set(operation.read.list('ids', 'IDs'))];
		const items: CallItem[] = [];
		for (let from = 0; from < ids.length; from += ORDERS_PER_CALL) {
			items.push(...(await historiesOf(operation, kind, ids.slice(from, from + ORDERS_PER_CALL))));
		}
		return items;
	},
};

export const orderOperations: readonly CompositeOperation[] = [trackUntil, getHistory];
