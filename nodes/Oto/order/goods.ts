import type { ResourceForm } from '../../shared/form/service-form';
import { stockItems } from './lines';
import { showWarnings } from './orders';

/** What is sold, stocked and packed, and how shops and other programs are connected. */
export const goods: Readonly<Record<string, ResourceForm>> = {
	brand: {
		name: 'Brand',
		operations: {
			create: {
				action: 'Create brand',
				description: 'Create a brand. Returns its ID. Requires the Starter plan or higher.',
				keptFields: ['storeName'],
			},
			getMany: {
				action: 'Get many brands',
				description: 'List the brands of the account. Requires the Starter plan or higher.',
			},
		},
	},
	salesChannel: {
		name: 'Sales Channel',
		operations: {
			getMany: {
				action: 'Get many sales channels',
				description: 'List the sales channels that OTO can connect, with their codes',
			},
			getSettings: {
				name: 'Get Settings',
				action: 'Get settings of sales channel',
				description: 'Get the template of the fields that a sales channel needs',
				keptFields: ['code'],
			},
			activate: {
				name: 'Activate',
				action: 'Activate sales channel',
				description:
					'Connect a shop with the fields of its template. The form has those of Shopify; add others under "Further Body Fields".',
				keptFields: ['code'],
			},
		},
	},
	product: {
		name: 'Product',
		operations: {
			create: {
				action: 'Create product',
				description: 'Create a product with a new SKU. Returns the product ID.',
				keptFields: ['sku'],
			},
			getMany: {
				action: 'Get many products',
				description: 'List the products of the account with SKU and barcode',
			},
		},
	},
	box: {
		name: 'Box',
		plural: 'Boxes',
		operations: {
			create: {
				action: 'Create box',
				description: 'Create a kind of box with its size. The name must be new.',
				keptFields: ['name'],
			},
			update: {
				action: 'Update box',
				description: 'Change the size of a kind of box, found by its name',
				keptFields: ['name'],
			},
			getMany: {
				action: 'Get many boxes',
				description: 'List the kinds of boxes with their sizes',
			},
		},
	},
	stock: {
		name: 'Stock',
		plural: 'Stock',
		operations: {
			getByLocation: {
				name: 'Get Many by Location',
				action: 'Get stock by location',
				description:
					'Get the stock of SKUs at each pickup location, one item per SKU and location. A SKU without stock returns "found" false. Requires the Starter plan or higher with WMS.',
			},
			getTotal: {
				name: 'Get Many in Total',
				action: 'Get stock in total',
				description:
					'Get the total stock of SKUs over all locations, one item per SKU. A SKU without stock returns "found" false. Requires the Starter plan or higher with WMS.',
			},
			update: {
				name: 'Update',
				action: 'Update stock of product',
				description:
					'Set or adjust the stock of a SKU at a location. OTO’s warnings stay in the item. Requires the Starter plan or higher with WMS.',
				order: ['sku', 'locationCode'],
				keptFields: ['sku', 'locationCode'],
				afterResponse: showWarnings,
			},
		},
	},
	inventoryOrder: {
		name: 'Inventory Order',
		operations: {
			create: {
				action: 'Create inventory order',
				description:
					'Create an order for goods that enter or leave a warehouse. Returns its OTO ID; OTO’s warnings, such as a bad date, stay in the item. Requires the Starter plan or higher with WMS.',
				lines: stockItems,
				afterResponse: showWarnings,
			},
		},
	},
	packingOrder: {
		name: 'Packing Order',
		operations: {
			getMany: {
				action: 'Get many packing orders',
				description:
					'List the orders that a warehouse has to pack, with their items. Requires the Starter plan or higher with WMS.',
			},
			updateStatus: {
				name: 'Update Status',
				action: 'Update packing status of order',
				description:
					'Mark an order as picked or packed. Requires the Starter plan or higher with WMS.',
				keptFields: ['orderId'],
			},
		},
	},
	webhook: {
		name: 'Webhook',
		operations: {
			create: {
				action: 'Create webhook',
				description:
					'Register a URL that OTO sends events to. An account can have 10, each with its own URL.',
			},
			delete: { action: 'Delete webhook – cannot be undone', description: 'Delete a webhook' },
			getMany: {
				action: 'Get many webhooks',
				description: 'List the webhooks of the account, or one by its ID. Keys are masked.',
			},
			update: {
				action: 'Update webhook',
				description: 'Change URL, method and keys of a webhook',
				keptFields: ['id'],
			},
		},
	},
};
