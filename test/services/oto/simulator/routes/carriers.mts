import { isRecord } from '../../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { cycle, isFilled, partsOf } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import { carrierList, carriers } from '../data/carriers.mts';
import { addressOf } from '../data/addresses.mts';
import { cityNames } from '../data/cities.mts';
import { spaced } from '../dates.mts';
import { idText } from '../find.mts';
import { amountOf, text, writtenNumber } from '../new-orders.mts';
import { coded } from '../refusals.mts';
import type { Operation } from '../serve.mts';
import { done } from '../serve.mts';
import { nextNumber } from '../state.mts';

const day = 86_400_000;

function address(value: unknown): JsonObject {
	if (!isRecord(value) || !isFilled(value.city) || !isFilled(value.country)) throw coded('OTO1097');
	return value;
}

function estimation(call: Call) {
	const { calculationData, deliveryCompanySettingsId, slaMethodType } = call.body();
	if (!isRecord(calculationData)) throw coded('OTO1010');
	address(calculationData.originAddress);
	const target = address(calculationData.destinationAddress);
	if (!cityNames.includes(text(target.city))) return done({ result: [] });
	const wanted = idText(deliveryCompanySettingsId);
	const rows = carriers
		.slice(0, 2)
		.filter((carrier) => wanted === undefined || String(carrier.option) === wanted);
	return done({
		result: rows.map((carrier, at) => ({
			estimatedPickupDate: spaced(call.now + day),
			estimatedDeliveryDate: spaced(call.now + (2 + at) * day),
			estimatedTransferDuration: 0,
			estimatedTransferCompletionDate: spaced(call.now + day),
			cutOffSameDayPickup: '16:00',
			shipmentCreateDate: spaced(call.now),
			shippingContract: {
				id: at + 1,
				name: carrier.title,
				agreementType: 'aggregator',
				deliveryCompanySettingsId: carrier.option,
				slaMethodType: text(slaMethodType) || 'CITY_BASED',
				deliveryIntegrationName: carrier.code,
			},
		})),
	});
}

function estimatedDates(call: Call) {
	const body = call.body();
	if (!isFilled(body.originCity) || !isFilled(body.destinationCity)) throw coded('OTO1097');
	if ((amountOf(body.weight) ?? 0) <= 0) throw coded('OTO1049');
	return done({
		traceId: `trace-${nextNumber('trace', 0)}`,
		deliveryCompany: carriers.map((carrier, at) => ({
			deliveryCompanyName: carrier.code,
			deliveryCompanySettingsId: carrier.option,
			estimatedPickupDate: spaced(call.now + day),
			estimatedDeliveryDate: spaced(call.now + (2 + at) * day),
		})),
	});
}

function coverage(call: Call) {
	const { city, lat, lon } = call.body();
	if (!isFilled(city)) throw coded('OTO1097');
	if (writtenNumber(lat) === undefined || writtenNumber(lon) === undefined) throw coded('OTO1098');
	const served = cityNames.includes(city);
	return done({ branchCoverage: served, courierDelivery: true, bulletDelivery: served });
}

function timeslots(call: Call) {
	const { serviceType } = call.body();
	if (serviceType !== 'bullet' && serviceType !== 'courier') throw coded('OTO1010');
	const dayText = (days: number): string => {
		const { year, month, day: date } = partsOf(call.now + days * day);
		return `${date}/${month}/${year}`;
	};
	return done({
		availableSlots: [1, 2, 3].map((days) => ({
			day: dayText(days),
			times: ['9:00am - 12:00pm', '2:00pm - 5:00pm'],
		})),
	});
}

const templates: Record<string, JsonObject> = {
	aramex: {
		delivery_fee: '30',
		rating: '5',
		productType: 'CDS',
		ClientInfo: {
			UserName: '',
			Password: '',
			Version: 'v1',
			AccountNumber: '',
			AccountPin: '',
			AccountEntity: '',
			AccountCountryCode: '',
			Source: 24,
		},
	},
};

function known(code: unknown): string {
	if (!isFilled(code)) throw coded('OTO1096');
	if (!carrierList.some((carrier) => carrier.code === code)) throw coded('OTO1173', 404);
	return code;
}

function settingsOf(call: Call) {
	const code = known(call.body().code);
	const template = templates[code] ?? { delivery_fee: '25', apiKey: '' };
	return done({
		settings: Object.entries(template).map(([name, value]) => ({
			fieldName: name,
			parentJson: '',
			fieldType: isRecord(value) ? 'object' : 'string',
			enumValues: name === 'productType' ? 'CDS,EXP' : '',
		})),
		exampleJSON: template,
	});
}

function activate(call: Call) {
	const body = call.body();
	known(body.code);
	if (!isFilled(body.deliveryOptionName)) throw coded('OTO1010');
	if (!isRecord(body.settings)) throw coded('OTO1102');
	return done({ deliveryOptionId: String(nextNumber('contract', 57_000)) });
}

function branches(call: Call) {
	const { deliveryCompanyName, countryCode, city, paymentMethod } = call.body();
	known(deliveryCompanyName);
	if (!isFilled(countryCode)) throw coded('OTO1177');
	const rows = Array.from({ length: 18 }, (_, at) => ({
		dcBranchName: `Point ${at + 1}`,
		country: countryCode,
		city: cycle(cityNames, at),
		state: '',
		address: `${at + 1} Example Street`,
		postCode: String(13_000 + at),
		workingHours: '09:00-21:00',
		weekendWorkingHours: at % 2 === 0 ? '16:00-22:00' : '',
		branchEmail: `point${at + 1}@example.com`,
		branchCode: `PT-${at + 1}`,
		phoneNumber: `5551${String(at).padStart(5, '0')}`,
		lat: 24 + at / 100,
		lon: 46 + at / 100,
		branchType: at % 3 === 0 ? 'locker' : 'branch',
		codSupported: at % 2 === 0,
		paymentType: at % 2 === 0 ? 'cod' : 'paid',
	}));
	return {
		status: 200,
		body: {
			pickupPoints: rows.filter(
				(row) =>
					(!isFilled(city) || row.city === city) &&
					(!isFilled(paymentMethod) || row.paymentType === paymentMethod),
			),
		},
	};
}

function nationalAddress(call: Call) {
	const code = call.body().shortAddressCode;
	if (!isFilled(code)) throw coded('OTO1183');
	if (!/^[A-Z]{4}\d{4}$/i.test(code)) throw coded('OTO1181', 404);
	return done({ data: { ...addressOf(code) } });
}

export const carrierOperations: Operation[] = [
	{ method: 'POST', path: '/getDeliveryEstimation', work: estimation, plan: 'scale' },
	{ method: 'POST', path: '/aiEstimatedDeliveryDates', work: estimatedDates, plan: 'scale' },
	{ method: 'POST', path: '/checkCoverage', work: coverage, plan: 'starter' },
	{ method: 'POST', path: '/availableTimeslots', work: timeslots, plan: 'starter' },
	{ method: 'POST', path: '/dcConfig', work: settingsOf, plan: 'starter' },
	{ method: 'POST', path: '/dcActivation', work: activate, plan: 'starter' },
	{ method: 'POST', path: '/checkDCBranchList', work: branches },
	{ method: 'POST', path: '/getNationalAddressFromShortCode', work: nationalAddress },
];
