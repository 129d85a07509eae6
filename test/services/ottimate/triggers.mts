import { events } from '../../../providers/ottimate/changes';
import { OttimateRecords } from '../../integration/support/ottimate-events.mts';
import type { Happenings, Polled } from '../triggers.mts';
import { ottimateClient } from './client.mts';

const place = { company: '1', location: '2', statuses: ['held'], ignored: [] };

export const polled: readonly Polled[] = events.map((event) => ({
	event: event.id,
	detector: event.watch(place),
}));

export const happenings: Happenings = (sandbox) =>
	new OttimateRecords(async () => await ottimateClient(sandbox)).events;
