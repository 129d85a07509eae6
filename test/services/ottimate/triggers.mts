import { events } from '../../../providers/ottimate/changes';
import type { Polled } from '../triggers.mts';

const place = { company: '1', location: '2', statuses: ['held'], ignored: [] };

export const polled: readonly Polled[] = events.map((event) => ({
	event: event.id,
	detector: event.watch(place),
}));
