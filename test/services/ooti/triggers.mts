import { records, watchOf } from '../../../providers/ooti/changes';
import { ootiEvents } from '../../integration/support/ooti-events.mts';
import type { Happenings, Polled } from '../triggers.mts';
import { ootiClient } from './client.mts';

const all = { organization: '1', team: '2', project: '3', kinds: [], ignored: [] };

export const polled: readonly Polled[] = records.map((record) => ({
	event: record.id,
	detector: watchOf(record, all),
}));

export const happenings: Happenings = (sandbox) => ootiEvents(() => ootiClient(sandbox));
