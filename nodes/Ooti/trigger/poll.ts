import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ooti } from '../../../providers/ooti';
import type { Scope } from '../../../providers/ooti/changes';
import { records, watchOf } from '../../../providers/ooti/changes';
import { runPoll } from '../../../transport/polling/poll';
import { profileOf } from '../../shared/form/authentication';
import { locatorId, optionalList, polledItem, pollParameters } from '../../shared/trigger/polling';

const KINDS: Readonly<Record<string, Scope['kinds']>> = {
	created: ['created'],
	createdOrUpdated: ['created', 'updated'],
	updated: ['updated'],
};

export async function pollOoti(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const profile = profileOf(context.getNode(), ooti, context.getNodeParameter('authentication'));
	const resource = context.getNodeParameter('resource');
	const event = String(context.getNodeParameter('event'));
	const record = records.find(({ id }) => id === resource);
	const kinds = KINDS[event];
	if (!record || !kinds) {
		const wrong = record ? 'Trigger On' : 'Record';
		throw new NodeOperationError(context.getNode(), `"${wrong}" has an unknown value`, {
			description: 'Select a value from the list.',
		});
	}
	const organization = locatorId(context, 'organization', 'Organization');
	const team = record.team ? locatorId(context, 'team', 'Team') : undefined;
	const project = record.project ? locatorId(context, 'project', 'Project') : undefined;
	if (organization === undefined || (record.team === 'required' && team === undefined)) {
		const empty = organization === undefined ? 'Organization' : 'Team';
		throw new NodeOperationError(context.getNode(), `"${empty}" is empty`, {
			description: 'Select it from the list or enter its ID.',
		});
	}
	const only = optionalList(context, 'onlyFields', 'Only These Fields');
	const scope: Scope = {
		organization,
		kinds,
		ignored: optionalList(context, 'ignoreFields', 'Ignore Fields'),
		...(team === undefined ? {} : { team }),
		...(project === undefined ? {} : { project }),
		...(only.length > 0 ? { only } : {}),
	};
	const simplify = pollParameters(context).boolean('simplify', 'Simplify', true);
	const form = { scope: `${ooti.id}:${record.id}`, ...(simplify ? { keys: record.simple } : {}) };
	return await runPoll(context, {
		profile,
		provider: ooti,
		identity: { resource: record.id, ...scope } as IDataObject,
		detector: watchOf(record, scope),
		item: (event) => polledItem(event, form),
	});
}
