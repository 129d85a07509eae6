import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError, tryToParseDateTime } from 'n8n-workflow';

import { ottimate } from '../../../providers/ottimate';
import { ottimateApi } from '../../../providers/ottimate/auth';
import type { Scope } from '../../../providers/ottimate/changes';
import { events } from '../../../providers/ottimate/changes';
import { runPoll } from '../../../transport/poll';
import { isRecord } from '../../../transport/reply';
import { commaList, locatorId, picked } from '../../shared/polling';

function timeOf(context: IPollFunctions, value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	try {
		return tryToParseDateTime(value, context.getTimezone()).toMillis();
	} catch {
		throw new NodeOperationError(context.getNode(), '"Start From" is no date', {
			description: 'Pick a date and time, or write one such as 2026-03-01T00:00:00Z.',
		});
	}
}

export async function pollOttimate(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const id = context.getNodeParameter('event');
	const event = events.find((candidate) => candidate.id === id);
	if (!event) throw new NodeOperationError(context.getNode(), `There is no event "${String(id)}"`);

	const given: unknown = context.getNodeParameter('options', {});
	const options = isRecord(given) ? given : {};
	const company = event.company ? locatorId(context, 'company', 'Company') : undefined;
	const location = event.location ? locatorId(context, 'location', 'Location') : undefined;
	const since = event.since ? timeOf(context, options.since) : undefined;
	const chosen: unknown = event.statuses ? context.getNodeParameter('statuses', []) : [];
	const statuses = Array.isArray(chosen) ? chosen.map(String).sort() : [];
	if (event.company === 'required' && company === undefined) {
		throw new NodeOperationError(context.getNode(), '"Company" is empty', {
			description: 'Select the company whose vendors the trigger shall watch.',
		});
	}
	if (event.statuses && statuses.length === 0) {
		throw new NodeOperationError(context.getNode(), '"Statuses" is empty', {
			description: 'Choose at least one status.',
		});
	}
	const scope: Scope = {
		statuses,
		ignored: event.ignores ? commaList(options.ignoreFields) : [],
		...(company === undefined ? {} : { company }),
		...(location === undefined ? {} : { location }),
		...(since === undefined ? {} : { since }),
	};
	const simplify = context.getNodeParameter('simplify', true) !== false;
	return await runPoll(context, {
		profile: ottimateApi,
		provider: ottimate,
		identity: { event: event.id, ...scope } as IDataObject,
		watch: event.watch(scope),
		shape: (row) => (simplify ? picked(row, event.simple) : row),
	});
}
