import { answers } from '../../providers/doo/answers';
import type { ServiceOutputs } from '../shared/form/outputs/schemas';
import { answersOf } from '../shared/form/outputs/schemas';
import { joined, shapeOf } from '../shared/form/outputs/shape';
import { form } from './form';

const { rowsOf } = answersOf(answers);
const groupId = shapeOf('webhook_group_id: string');

export const outputs: ServiceOutputs = {
	form,
	answers,
	made: {
		'event.get': shapeOf('id title startDate endDate: string ...'),
		'webhook.create': groupId,
		'webhook.getMany': joined(groupId, rowsOf('webhook.getMany', '_embedded.webhooks')),
		'webhook.initialize': shapeOf('items_processed: integer'),
		'webhook.delete': shapeOf('deleted verified: boolean'),
		'graphql.getSchema': shapeOf(`
			name kind root description: string
			fields: {
				name type description defaultValue: string
				deprecated: boolean
				arguments: { name type description defaultValue: string }[]
			}[]
			values interfaces possibleTypes: string[]
		`),
	},
};
