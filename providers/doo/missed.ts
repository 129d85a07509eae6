import { endpointOf, requestTo } from '../../transport/pagination/rows';
import type { MissedEvents } from '../../transport/webhooks/missed-events';
import { endpoints } from './endpoints';

/** doo reads times in CET, an hour ahead of UTC; if it means the time of Berlin, an hour more is sent in summer. */
const CET_MS = 3_600_000;

const initialize = endpointOf(endpoints, 'webhook', 'initialize');

/** The types that doo sends again. Source: doo API wiki, page 2806448153. */
export const repeatable: readonly string[] =
	initialize.body?.find(({ name }) => name === 'webhook_type')?.options ?? [];

/** `orders` for `order_created` */
function resourceOf(type: string): string {
	return `${type.split('_')[0] ?? ''}s`;
}

/** What doo sends for one event only: all but the events themselves. */
export function isPerEvent(type: string): boolean {
	return resourceOf(type) !== 'events';
}

/** Which records are sent again. */
export interface MissedScope {
	organizationId: string;
	/** Absent: the whole organization, or an event guide. */
	eventId?: string;
	types: readonly string[];
	/** ms since the epoch. */
	since: number;
}

/** doo sends the records that were changed since then to the node's configuration, as if they were changed now: one request for each kind of record. */
export function missedEvents({
	organizationId,
	eventId,
	types,
	since,
}: MissedScope): MissedEvents[] {
	const chosen = types.filter((type) => repeatable.includes(type));
	const resources = [...new Set(chosen.map(resourceOf))];
	return resources.map((resource) => {
		const owner =
			resource === 'events' ? { organization_id: organizationId } : { event_id: eventId };
		const body = {
			...owner,
			webhook_type: chosen.filter((type) => resourceOf(type) === resource).sort(),
			last_updated_after: new Date(since + CET_MS).toISOString().slice(0, 19),
		};
		return {
			asked: { resource, ...body },
			async find({ client, registrations }) {
				const [configuration] = registrations;
				await client.request({
					...requestTo(endpoints, 'webhook', 'initialize'),
					pathValues: { resource_name: resource },
					body: { ...body, webhook_configuration_id: configuration },
				});
				return [];
			},
		};
	});
}
