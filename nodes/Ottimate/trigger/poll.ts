import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ottimate } from '../../../providers/ottimate';
import { ottimateApi } from '../../../providers/ottimate/auth';
import type { Scope } from '../../../providers/ottimate/changes';
import { events, invoiceStatuses } from '../../../providers/ottimate/changes';
import { accepts } from '../../../providers/ottimate/filters';
import { runPoll } from '../../../transport/polling/poll';
import { choicesOf } from '../../shared/form/labels/choices';
import { locatorId, optionalList, polledItem, pollParameters } from '../../shared/trigger/polling';
import { sinceIn } from '../../shared/trigger/since';
import { filtersOf } from './filters';

export async function pollOttimate(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const id = context.getNodeParameter('event');
	const event = events.find((candidate) => candidate.id === id);
	if (!event) throw new NodeOperationError(context.getNode(), `There is no event "${String(id)}"`);

	const company = event.company ? locatorId(context, 'company', 'Company') : undefined;
	const location = event.location ? locatorId(context, 'location', 'Location') : undefined;
	const since = sinceIn(context)?.moment;
	const parameters = pollParameters(context);
	const statuses = event.statuses
		? parameters.choices('statuses', 'Statuses', choicesOf(invoiceStatuses)).sort()
		: [];
	if (event.company === 'required' && company === undefined) {
		throw new NodeOperationError(context.getNode(), '"Company" is empty', {
			description: 'Select the company whose vendors to watch.',
		});
	}
	const only = event.ignores ? optionalList(context, 'onlyFields', 'Only These Fields') : [];
	const scope: Scope = {
		statuses,
		ignored: event.ignores ? optionalList(context, 'ignoreFields', 'Ignore Fields') : [],
		...(company === undefined ? {} : { company }),
		...(location === undefined ? {} : { location }),
		...(since === undefined ? {} : { since }),
		...(only.length > 0 ? { only } : {}),
	};
	const filters = filtersOf(context, event);
	const simplify = parameters.boolean('simplify', 'Simplify', true);
	return await runPoll(context, {
		profile: ottimateApi,
		provider: ottimate,
		identity: { event: event.id, ...scope } as IDataObject,
		detector: event.watch(scope),
		accepts: (row) => accepts(row, filters),
		item: (found) =>
			polledItem(found, {
				scope: `${ottimate.id}:${event.id}`,
				...(simplify ? { keys: event.simple } : {}),
				...(event.link === undefined ? {} : { link: event.link }),
			}),
	});
}
