import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { isArray, isFilled } from '../../../../sandbox/core/wire.mts';
import { isRecord } from '../../../../sandbox/core/body.mts';
import { dayOf } from '../dates.mts';
import type { Call } from '../call.mts';
import { amountOf, text } from '../new-orders.mts';
import { coded, doubled, numbered } from '../refusals.mts';
import type { PickupLocation } from '../records.mts';
import type { Operation } from '../serve.mts';
import { done, plain } from '../serve.mts';
import { nextNumber, state } from '../state.mts';
import { coordinates } from '../views.mts';

const needed = ['mobile', 'city', 'country', 'address', 'contactName', 'contactEmail'];
const shownFields = [
	'address',
	'city',
	'country',
	'street',
	'district',
	'buildingNo',
	'secondaryAddressNumber',
	'shortAddressCode',
	'postcode',
	'lat',
	'lon',
];

function fieldsOf(body: JsonObject, before: Record<string, string> = {}): Record<string, string> {
	const fields = { ...before };
	for (const name of shownFields) {
		fields[name] = name in body ? text(body[name]) : (before[name] ?? '');
	}
	fields.contactPerson = text(body.contactName) || (before.contactPerson ?? '');
	fields.contactPhone = text(body.mobile) || (before.contactPhone ?? '');
	fields.contactEmail = text(body.contactEmail) || (before.contactEmail ?? '');
	return fields;
}

function isTaken(code: string, name: string): boolean {
	return state.locations.some((location) => location.code === code || location.name === name);
}

function createLocation(call: Call) {
	const body = call.body();
	const code = text(body.code);
	const name = text(body.name);
	if (code === '' || name === '' || isTaken(code, name)) {
		throw doubled('OTO1070', 10, undefined, 200);
	}
	const missing = needed.find((field) => text(body[field]) === '');
	if (missing !== undefined) throw doubled('OTO1010', 5, `${missing} is missing`);
	const location: PickupLocation = {
		id: nextNumber('location', 5200),
		type: body.type === 'branch' ? 'branch' : 'warehouse',
		code,
		name,
		status: body.status === 'inactive' ? 'inactive' : 'active',
		created: call.now,
		fields: fieldsOf(body),
	};
	state.locations.push(location);
	return done({
		warhouseId: String(location.id),
		pickupLocationCode: code,
		message: 'pickup location has been created',
	});
}

function updateLocation(call: Call) {
	const body = call.body();
	const location = state.locations.find((row) => row.code === text(body.code));
	if (text(body.code) === '' || text(body.mobile) === '' || !location) {
		throw numbered(5, 'Code, Mobile and Location must be provided');
	}
	const missing = ['name', ...needed].find((field) => text(body[field]) === '');
	if (missing !== undefined) throw numbered(5, `${missing} must be provided`);
	if (body.type !== 'warehouse' && body.type !== 'branch') throw numbered(5, 'Type is invalid');
	location.type = body.type;
	location.name = text(body.name) || location.name;
	location.status = text(body.status) || location.status;
	location.fields = fieldsOf(body, location.fields);
	const id = location.type === 'branch' ? { branchId: String(location.id) } : {};
	return done({ ...id, pickupLocationCode: location.code });
}

function listLocations(call: Call) {
	const bound = (name: string, missing: number): number => {
		const value = call.text(name);
		const time = value === undefined ? missing : dayOf(value);
		if (time === undefined) throw numbered(5, `${name} is invalid`);
		return time;
	};
	const from = bound('minDate', -Infinity);
	const to = bound('maxDate', Infinity) + 86_399_999;
	const code = call.text('pickupLocationCode');
	const status = call.text('status');
	const rows = state.locations.filter(
		(row) =>
			row.created >= from &&
			row.created <= to &&
			(code === undefined || row.code === code) &&
			(status === undefined || row.status === status),
	);
	const of = (type: PickupLocation['type'], hidden: string) =>
		rows
			.filter((row) => row.type === type)
			.map(({ id, code: own, name, fields }) => ({
				...Object.fromEntries(Object.entries(fields).filter(([key]) => key !== hidden)),
				...coordinates(fields),
				id,
				code: own,
				name,
			}));
	return done({
		warehouses: of('warehouse', 'shortAddressCode'),
		branches: of('branch', 'country'),
	});
}

const listBrands = () =>
	done({
		clientStores: state.brands.map((brand) => ({
			ID: brand.id,
			storeName: brand.name,
			companyId: 4100,
			wareHouseName: brand.warehouse,
			brandLogo: brand.logo,
			defaultWarehouseId: brand.warehouseId,
		})),
	});

function createBrand(call: Call) {
	const { storeName, logo, defaultWarehouseID } = call.body();
	if (!isFilled(storeName) || state.brands.some((brand) => brand.name === storeName)) {
		throw coded('OTO1095');
	}
	const warehouseId = amountOf(defaultWarehouseID) ?? 0;
	const brand = {
		id: nextNumber('brand', 400),
		name: storeName,
		logo: text(logo),
		warehouse: state.locations.find((row) => row.id === warehouseId)?.name ?? '',
		warehouseId,
	};
	state.brands.push(brand);
	return done({ clientStoreId: brand.id });
}

const channels = ['shopify', 'woocommerce', 'magento', 'salla', 'zid', 'opencart', 'api', 'csv'];

function channelOf(code: unknown): string {
	if (!isFilled(code) || !channels.includes(code)) throw coded('OTO1152');
	return code;
}

/** Only the template of one channel is documented: the others have the same. */
const channelTemplate = (code: string): JsonObject => ({
	code,
	storeURL: '',
	adminApiAccessToken: '',
	active: true,
	storeName: '',
});

function activateChannel(call: Call) {
	const body = call.body();
	const code = channelOf(body.code);
	const missing = Object.keys(channelTemplate(code)).some((name) => body[name] === undefined);
	if (missing) throw coded('OTO1153');
	state.channels.add(code);
	return done();
}

const cities = () => [...new Set(state.locations.map((location) => location.fields.city))];

function storesForPickup(call: Call) {
	const { selectedCity, items } = call.body();
	if (!isFilled(selectedCity)) throw coded('OTO1097');
	if (!isArray(items) || items.length === 0) throw coded('OTO1137');
	const stocked = (code: string) =>
		items
			.filter(isRecord)
			.every((item) =>
				state.stock.some(
					(row) =>
						row.location === code &&
						row.sku === item.sku &&
						row.onHand >= (amountOf(item.qty) ?? 1),
				),
			);
	const rows = state.locations.filter(
		(location) => location.fields.city === selectedCity && stocked(location.code),
	);
	if (rows.length === 0) throw coded('OTO1184', 404);
	return done({
		stores: rows.map((location) => ({
			id: location.id,
			storeCode: location.code,
			storeName: location.name,
			streetName: location.fields.street,
			district: location.fields.district,
			city: location.fields.city,
			...coordinates(location.fields),
			stock: 'available',
			storeHours: [{ day: 'Sunday', from: '09:00', to: '21:00' }],
		})),
	});
}

export const placeOperations: Operation[] = [
	{ method: 'POST', path: '/createPickupLocation', work: createLocation },
	{ method: 'POST', path: '/updatePickupLocation', work: updateLocation },
	{ method: 'GET', path: '/getPickupLocationList', work: listLocations },
	{ method: 'GET', path: '/getBrandList', work: listBrands, plan: 'starter' },
	{ method: 'POST', path: '/createBrand', work: createBrand, plan: 'starter' },
	{
		method: 'GET',
		path: '/salesChannel/getSalesChannelsList',
		work: () => plain({ salesChannelsList: channels.map((code) => ({ name: code, code })) }),
	},
	{
		method: 'POST',
		path: '/salesChannel/getSalesChannelConfig',
		work: (call) => plain(channelTemplate(channelOf(call.body().code))),
	},
	{ method: 'POST', path: '/salesChannel/salesChannelActivation', work: activateChannel },
	{
		method: 'POST',
		path: '/availableStoresForPickup',
		work: storesForPickup,
		plan: 'starter',
	},
	{ method: 'POST', path: '/availableCitiesForPickup', work: () => done({ cities: cities() }) },
];
