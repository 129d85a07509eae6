import type { ResourceForm } from '../shared/form/service-form';
import { stockItems } from './order/lines';

/** Carriers, cities, addresses and the places that orders leave from. */
export const places: Readonly<Record<string, ResourceForm>> = {
	carrier: {
		name: 'Carrier',
		operations: {
			getMany: {
				action: 'Get many carriers',
				description: 'List all carriers that OTO knows, with their codes',
			},
			getSettings: {
				name: 'Get Settings',
				action: 'Get settings of carrier contract',
				description:
					'Get the fields that a contract with a carrier needs, with an example. Requires the Starter plan or higher.',
				keptFields: ['code'],
			},
			activate: {
				name: 'Activate Contract',
				action: 'Activate contract with carrier',
				description:
					'Connect your own contract with a carrier. Returns the contract’s delivery option ID. Requires the Starter plan or higher.',
				keptFields: ['code'],
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
				description: 'List the cities of a country, spelled as in OTO',
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
					'Check which kinds of delivery (branch, courier, bullet) reach a place. Requires the Starter plan or higher.',
			},
		},
	},
	timeslot: {
		name: 'Timeslot',
		operations: {
			getMany: {
				action: 'Get many timeslots',
				description:
					'List the time slots for a delivery, one item per day. Requires the Starter plan or higher.',
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
				description: 'Get the full address of a Saudi short address code',
				keptFields: ['shortAddressCode'],
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
					'Create a warehouse or branch that orders leave from. Name and code must be new in the account.',
				primaryFields: ['type'],
			},
			update: {
				action: 'Update pickup location',
				description:
					'Change a pickup location, found by its code. OTO needs its type and whole address again.',
				order: ['code', 'type'],
			},
			getMany: {
				action: 'Get many pickup locations',
				description: 'List warehouses and branches, each with its type and code',
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
					'List the stores of a city that have all the items for a customer to pick up. Requires the Starter plan or higher with WMS.',
				lines: stockItems,
			},
		},
	},
};
