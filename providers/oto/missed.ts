import type { IDataObject } from 'n8n-workflow';

import { readWholeList } from '../../transport/pagination/lists';
import { endpointOf } from '../../transport/pagination/rows';
import { textAt } from '../../transport/polling/change-detector';
import type { ServiceEvent } from '../../transport/webhooks/deliveries';
import type { MissedEvents } from '../../transport/webhooks/missed-events';
import { oto } from './index';
import { endpoints } from './endpoints';
import { listedAs } from './webhooks';

const list = endpointOf(endpoints, 'order', 'getMany');

/** A listed order as a new-order event has it: the row lies under `order`, with the two keys that the event names differently. */
function eventOf(row: IDataObject): ServiceEvent[] {
	const orderId = textAt(row, ['orderId']);
	if (orderId === undefined) return [];
	const { id, status, pickupLocationCode } = row;
	return [
		{
			type: 'newOrders',
			id: `newOrders:${orderId}`,
			listedAs: listedAs(orderId),
			body: {
				orderId,
				status,
				pickupLocationCode,
				order: { ...row, otoId: id, incrementId: orderId },
			},
		},
	];
}

/** Dates are written to the second: OTO's own IDs tell orders of one second apart. */
function byAge(one: IDataObject, other: IDataObject): number {
	const difference = String(one.orderDate).localeCompare(String(other.orderDate));
	return difference === 0 ? Number(one.id) - Number(other.id) : difference;
}

/**
 * OTO lists orders by the day of their creation; nothing else that it tells of can be listed by the time when it happened. In which
 * zone its days begin is not documented.
 *
 * @param day `2026-01-31`
 */
export function missedOrders(day: string): MissedEvents {
	return {
		asked: { type: 'newOrders', day },
		async find({ client, deadline }) {
			const rows = await readWholeList(
				client,
				oto,
				{ row: list, query: { minDate: day } },
				deadline,
			);
			return rows.sort(byAge).flatMap(eventOf);
		},
	};
}
