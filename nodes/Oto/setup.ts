import type { ResourceForm } from '../shared/form';
import { daysOr } from './checks';
import { stockItems } from './lines';
import { showWarnings } from './orders';

const REGISTERED = 'The answer holds the refresh token of the vendor, a secret: do not pass it on.';

export const setup: Readonly<Record<string, ResourceForm>> = {
	account: {
		name: 'Account',
		operations: {
			get: {
				action: 'Get account',
				description: 'Get name, plan, remaining credit and free shipments of the account',
			},
			buyCredit: {
				name: 'Buy Credit',
				action: 'Buy credit for wallet – starts payment',
				description:
					'Start a top-up of the wallet. Returns a link that a person must open to pay; nothing is paid by this call alone.',
				notice: 'Starts a payment: a person has to open the link in the answer and pay.',
			},
			requestMobileVerification: {
				name: 'Request Mobile Verification',
				action: 'Request verification of mobile phone – sends SMS',
				description:
					'Send a code to a mobile phone by text message. Returns the token that "Verify Mobile Number" needs.',
				notice: 'Writes to the phone: each run sends a text message.',
			},
			verifyMobileNumber: {
				name: 'Verify Mobile Number',
				action: 'Verify mobile phone',
				description:
					'Prove that a mobile phone is there, by the code that it received and the token of the request',
			},
		},
	},
	service: {
		name: 'Service',
		operations: {
			checkHealth: { name: 'Check Health', action: 'Check whether OTO can be reached' },
		},
	},
	token: {
		name: 'Token',
		operations: { test: { name: 'Test', action: 'Test access token in sandbox' } },
	},
	creditTransaction: {
		name: 'Credit Transaction',
		simplify: [
			'ID',
			'transactionDate',
			'amount',
			'remainingAmount',
			'transactionType',
			'status',
			'orderID',
			'shipmentID',
			'deliveryCompanyName',
			'description',
		],
		operations: {
			getMany: {
				action: 'Get many credit transactions',
				description:
					'List what was paid into and taken from the wallet, by days or for one order. Amounts below 0 are charges.',
				upFront: ['minDate', 'maxDate'],
				shape: daysOr({ orderId: 'Order' }),
			},
		},
	},
	client: {
		name: 'Client',
		operations: {
			register: {
				name: 'Register',
				action: 'Register client – opens account and returns secret',
				description: `Register a vendor of a marketplace, who gets an account of their own. Needs a credential with a marketplace token. ${REGISTERED}`,
				notice: `Opens an OTO account for a vendor. ${REGISTERED}`,
			},
			getByEmail: {
				name: 'Get by Email',
				action: 'Get client by email – returns secret',
				description: `Get credit, validity and activation of a registered vendor. Needs a credential with a marketplace token. ${REGISTERED}`,
				notice: REGISTERED,
			},
			get: {
				action: 'Get client of token – returns secret',
				description: `Get name, credit and validity of the client that the token belongs to. Needs a credential with a marketplace token. ${REGISTERED}`,
				notice: REGISTERED,
			},
		},
	},
	carrier: {
		name: 'Carrier',
		operations: {
			getMany: {
				action: 'Get many carriers',
				description: 'List all carriers that OTO knows, with the code that other calls take',
			},
			getSettings: {
				name: 'Get Settings',
				action: 'Get settings of carrier contract',
				description:
					'Get the fields, and an example of them, that a contract with a carrier needs. Needs the Starter plan or higher.',
			},
			activate: {
				name: 'Activate Contract',
				action: 'Activate contract with carrier',
				description:
					'Connect your own contract with a carrier. Returns the delivery option ID of the contract. Needs the Starter plan or higher.',
			},
		},
	},
	carrierBranch: {
		name: 'Carrier Branch',
		plural: 'Carrier Branches',
		simplify: [
			'branchCode',
			'dcBranchName',
			'branchType',
			'city',
			'address',
			'workingHours',
			'phoneNumber',
			'codSupported',
			'lat',
			'lon',
		],
		operations: {
			getMany: {
				action: 'Get many carrier branches',
				description: 'List the branches of a carrier where parcels can be picked up',
			},
		},
	},
	city: {
		name: 'City',
		operations: {
			getMany: {
				action: 'Get many cities of country',
				description: 'List the cities of a country as OTO spells them',
			},
			getAvailable: {
				name: 'Get Many Served',
				action: 'Get many cities that OTO serves',
				description: 'List the cities that OTO serves, in English and Arabic',
			},
			getForPickup: {
				name: 'Get Many for Store Pickup',
				action: 'Get many cities for store pickup',
				description: 'List the cities with stores where customers can pick up',
			},
		},
	},
	coverage: {
		name: 'Coverage',
		operations: {
			check: {
				name: 'Check',
				action: 'Check coverage of place',
				description:
					'Check which kinds of delivery (branch, courier, bullet) reach a place. Needs the Starter plan or higher.',
			},
		},
	},
	timeslot: {
		name: 'Timeslot',
		operations: {
			getMany: {
				action: 'Get many timeslots',
				description:
					'List the time slots for a delivery, one item per day. Needs the Starter plan or higher.',
			},
		},
	},
	nationalAddress: {
		name: 'National Address',
		plural: 'National Addresses',
		simplify: [
			'shortAddressCode',
			'formattedFullAddress',
			'streetName',
			'zipCode',
			'districtName',
			'cityName',
			'stateName',
			'countryShortCode',
			'lat',
			'lng',
		],
		operations: {
			get: {
				action: 'Get national address',
				description: 'Get the full address behind a Saudi short address',
			},
		},
	},
	pickupLocation: {
		name: 'Pickup Location',
		simplify: [
			'type',
			'id',
			'code',
			'name',
			'city',
			'country',
			'address',
			'contactPerson',
			'contactPhone',
			'contactEmail',
		],
		operations: {
			create: {
				action: 'Create pickup location',
				description:
					'Create a warehouse or branch that orders go out from. Name and code must be new in the account.',
				upFront: ['type'],
			},
			update: {
				action: 'Update pickup location',
				description:
					'Change a pickup location, found by its code. OTO wants its whole address again.',
			},
			getMany: {
				action: 'Get many pickup locations',
				description: 'List warehouses and branches, each with its type and code',
			},
		},
	},
	brand: {
		name: 'Brand',
		operations: {
			create: {
				action: 'Create brand',
				description: 'Create a brand. Returns its ID. Needs the Starter plan or higher.',
			},
			getMany: {
				action: 'Get many brands',
				description: 'List the brands of the account. Needs the Starter plan or higher.',
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
			},
			activate: {
				name: 'Activate',
				action: 'Activate sales channel',
				description:
					'Connect a shop with the fields of its template. Those below are for Shopify; others go into "Further Body Fields".',
			},
		},
	},
	product: {
		name: 'Product',
		operations: {
			create: {
				action: 'Create product',
				description: 'Create a product. Its SKU must be new. Returns the product ID.',
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
				description: 'Create a kind of box with its sizes. The name must be new.',
			},
			update: {
				action: 'Update box',
				description: 'Change the sizes of a kind of box, found by its name',
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
					'Get the stock of SKUs at each pickup location, one item per SKU and location. A SKU without stock comes with "found" false. Needs the Starter plan or higher with WMS.',
			},
			getTotal: {
				name: 'Get Many in Total',
				action: 'Get stock in total',
				description:
					'Get the stock of SKUs over all locations, one item per SKU. A SKU without stock comes with "found" false. Needs the Starter plan or higher with WMS.',
			},
			update: {
				name: 'Update',
				action: 'Update stock of product',
				description:
					'Set or adjust the stock of a SKU at a location. Warnings of OTO stay in the item. Needs the Starter plan or higher with WMS.',
				then: showWarnings,
			},
		},
	},
	inventoryOrder: {
		name: 'Inventory Order',
		operations: {
			create: {
				action: 'Create inventory order',
				description:
					'Create an order for goods that come into or leave a warehouse. Returns its OTO ID; what OTO only warns of, such as a bad date, stays in the item. Needs the Starter plan or higher with WMS.',
				lines: stockItems,
				then: showWarnings,
			},
		},
	},
	packingOrder: {
		name: 'Packing Order',
		operations: {
			getMany: {
				action: 'Get many packing orders',
				description:
					'List the orders that a warehouse has to pack, with their items. Needs the Starter plan or higher with WMS.',
			},
			updateStatus: {
				name: 'Update Status',
				action: 'Update packing status of order',
				description:
					'Mark an order as picked or packed. Needs the Starter plan or higher with WMS.',
			},
		},
	},
	store: {
		name: 'Store',
		simplify: [
			'id',
			'storeCode',
			'storeName',
			'streetName',
			'district',
			'city',
			'lat',
			'lon',
			'stock',
			'storeHours',
		],
		operations: {
			getForPickup: {
				name: 'Get Many for Pickup',
				action: 'Get many stores for pickup',
				description:
					'List the stores of a city that have all the items for a customer to pick up. Needs the Starter plan or higher with WMS.',
				lines: stockItems,
			},
		},
	},
	webhook: {
		name: 'Webhook',
		operations: {
			create: {
				action: 'Create webhook',
				description:
					'Register an address that OTO sends events to. At most 10 per account, each address once.',
			},
			delete: { action: 'Delete webhook – cannot be undone', description: 'Delete a webhook' },
			getMany: {
				action: 'Get many webhooks',
				description: 'List the webhooks of the account with their keys masked, or one by its ID',
			},
			update: {
				action: 'Update webhook',
				description: 'Change address, method and keys of a webhook',
			},
		},
	},
};
