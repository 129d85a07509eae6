import { answers } from '../../providers/otesse/answers';
import type { ServiceOutputs } from '../shared/form/outputs/schemas';
import { answersOf } from '../shared/form/outputs/schemas';
import { joined, shapeOf, without } from '../shared/form/outputs/shape';
import { form } from './form';

const { rowsOf } = answersOf(answers);

export const outputs: ServiceOutputs = {
	form,
	answers,
	made: {
		'customer.findOrCreate': joined(
			rowsOf('customer.getMany', 'data'),
			shapeOf('created: boolean'),
		),
		'product.getMany': joined(rowsOf('product.getMany', 'categories.products'), {
			type: 'object',
			properties: {
				category: without(rowsOf('product.getMany', 'categories'), 'products'),
				industry: { type: 'string' },
			},
		}),
	},
};
