import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../transport/contracts/endpoint';
import { propertyOf } from '../shared/form/fields';
import { pickers } from './pickers';

const ORDER: Field = {
	name: 'orderId',
	type: 'string',
	description: 'Your own order ID, or the ID of a return (such as OID-1001-R1)',
};

/** "Order", for operations that stand on no call of their own. */
export const orderProperty: INodeProperties = propertyOf(ORDER, {
	parameter: 'orderId',
	label: 'Order',
	required: true,
	picker: { name: 'order', picker: pickers.order },
});
