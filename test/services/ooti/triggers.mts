import { records, watchOf } from '../../../providers/ooti/changes';
import type { Polled } from '../triggers.mts';

const all = { organization: '1', team: '2', project: '3', kinds: [], ignored: [] };

export const polled: readonly Polled[] = records.map((record) => ({
	event: record.id,
	detector: watchOf(record, all),
}));
