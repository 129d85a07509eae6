import type { IDataObject } from 'n8n-workflow';

import { readWholeList } from '../../transport/pagination/lists';
import { endpointOf } from '../../transport/pagination/rows';
import { textAt, timeAt } from '../../transport/polling/change-detector';
import type { ServiceEvent } from '../../transport/webhooks/deliveries';
import type { MissedEvents } from '../../transport/webhooks/missed-events';
import { otesse } from './index';
import { endpoints } from './endpoints';
import type { ListedEvent } from './webhooks';
import { listedAs } from './webhooks';

const DAY_MS = 86_400_000;

interface ListOfEvents {
	resource: string;
	/** Where a record has the time of the event. */
	at: string;
	/** Filters that leave none of the events out, however Otesse reads them. */
	query(since: number): IDataObject;
}

const day = (moment: number) => new Date(moment).toISOString().slice(0, 10);

/** The events that can be told from a record. There is no list of what was changed since a time, and none of events. */
const LISTS: Readonly<Record<ListedEvent, ListOfEvents>> = {
	// Which date is meant is not documented: a booking is made before it takes place.
	'booking.created': {
		resource: 'booking',
		at: 'created_at',
		query: (since) => ({ date_from: day(since - DAY_MS) }),
	},
	'customer.created': {
		resource: 'customer',
		at: 'created_at',
		query: (since) => ({ created_after: new Date(since - 1000).toISOString() }),
	},
	// An invoice may be much older than its payment.
	'invoice.paid': { resource: 'invoice', at: 'paid_at', query: () => ({ status: 'paid' }) },
};

/** A record as its event has it. */
function eventOf(type: ListedEvent, record: IDataObject, at: string): ServiceEvent[] {
	const [id, sentAt] = [textAt(record, ['id']), timeAt(record, [at])];
	if (id === undefined || sentAt === undefined) return [];
	return [
		{
			type,
			id: `${type}:${id}`,
			listedAs: listedAs(type, id),
			sentAt,
			body: { type, created_at: record[at], data: record, previous_data: null },
		},
	];
}

/** @param since ms since the epoch */
export function missedEvents(type: ListedEvent, since: number): MissedEvents {
	const { resource, at, query } = LISTS[type];
	const row = endpointOf(endpoints, resource, 'getMany');
	return {
		asked: { type, since },
		async find({ client, deadline }) {
			const rows = await readWholeList(client, otesse, { row, query: query(since) }, deadline);
			return rows
				.flatMap((record) => eventOf(type, record, at))
				.filter(({ sentAt = 0 }) => sentAt >= since)
				.sort((one, other) => Number(one.sentAt) - Number(other.sentAt));
		},
	};
}
