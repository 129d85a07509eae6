import { answers } from '../../providers/oto/answers';
import type { ServiceOutputs } from '../shared/form/outputs/schemas';
import { answersOf, FILE } from '../shared/form/outputs/schemas';
import { joined, shapeOf, without } from '../shared/form/outputs/shape';
import { form } from './form';

const { answer, rowsOf } = answersOf(answers);

const outcome = shapeOf('orderId: string success: boolean');
const labels = shapeOf('labels: integer');
const label = without(answer('label.get'), 'internationalProforma');
const status = without(answer('order.getStatus'), 'zplDataArray');
const stocked = (key: string) =>
	joined(shapeOf('sku: string'), rowsOf(key, 'stock'), shapeOf('found: boolean'));

export const outputs: ServiceOutputs = {
	form,
	answers,
	account: 'name email plan type: string credit: number',
	made: {
		'order.create': without(answer('order.create'), 'otoIds'),
		'order.updateStatus': outcome,
		'order.getStatus': status,
		'order.getHistory': rowsOf('order.getHistory', 'items'),
		'driver.assign': joined(outcome, shapeOf('otoId: integer')),
		'shipment.trackUntil': joined(
			status,
			shapeOf('reached: boolean checks waitedSeconds: integer'),
		),
		'shipment.book': joined(
			shapeOf(
				'orderId: string alreadyBooked: boolean deliveryOptionId: integer deliveryOptionName deliveryCompany: string price: number currency status shipmentId trackingNumber dcTrackingNumber trackingUrl printAWBURL: string',
			),
			FILE,
		),
		'deliveryFee.getCheapest': joined(
			shapeOf('orderId: string'),
			rowsOf('deliveryFee.getForOtoContracts', 'deliveryCompany'),
		),
		'label.get': label,
		'label.download': joined(shapeOf('orderId: string'), label, FILE),
		'label.downloadProforma': joined(shapeOf('orderId: string'), label, FILE),
		'label.downloadZpl': joined(status, labels, FILE),
		'pickupLocation.getMany': joined(
			shapeOf('type: string'),
			rowsOf('pickupLocation.getMany', 'warehouses'),
			rowsOf('pickupLocation.getMany', 'branches'),
		),
		'city.getForPickup': shapeOf('name: string'),
		'stock.getByLocation': stocked('stock.getByLocation'),
		'stock.getTotal': stocked('stock.getTotal'),
		'stock.update': answer('stock.update'),
		'inventoryOrder.create': answer('inventoryOrder.create'),
	},
};
