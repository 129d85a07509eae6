import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import {
	bookingOf,
	canceledShipment,
	isBookedAlready,
	isLabelPending,
} from '../../providers/oto/bookings';
import type { OfferWish } from '../../providers/oto/offers';
import { chooseOffer, isBy, isHandedOver, withRoute } from '../../providers/oto/offers';

const offer = (id: number, code: string, price: number, more: IDataObject = {}): IDataObject => ({
	deliveryOptionId: id,
	deliveryOptionName: `${code} Express`,
	deliveryCompanyName: code,
	price,
	currency: 'SAR',
	...more,
});

const OFFERS = [
	offer(1, 'smsa', 26, { avgDeliveryTime: '1to3WorkingDays', deliveryType: 'toCustomerDoorstep' }),
	offer(2, 'pudo', 18, { avgDeliveryTime: '2to5WorkingDays', deliveryType: 'pickupByCustomer' }),
	offer(3, 'sameDay', 29, {
		avgDeliveryTime: 'Same Day',
		deliveryType: 'toCustomerDoorstepOrPickupByCustomer',
	}),
	offer(4, 'aramex', 18, {}),
];

const chosen = (wish: Partial<OfferWish>, offers = OFFERS) =>
	chooseOffer(offers, { choose: 'cheapest', handover: 'any', carriers: [], ...wish });
const idOf = (wish: Partial<OfferWish>, offers = OFFERS) =>
	chosen(wish, offers).offer?.deliveryOptionId;

describe('the offer to book', () => {
	it('is by a carrier whose name is typed with other spaces or Unicode forms', () => {
		const named = { deliveryOptionName: 'Same Day Café' };
		expect(isBy(named, '  same  day\u00A0CAFE\u0301 ')).toBe(true);
		expect(isBy(named, 'same')).toBe(false);
	});

	it('is the cheapest, the first of equals', () => {
		expect(idOf({})).toBe(2);
		expect(idOf({}, [offer(8, 'a', NaN), offer(9, 'b', 90)])).toBe(9);
		expect(idOf({}, [offer(8, 'a', 9, { price: '7.5' }), offer(9, 'b', 8)])).toBe(8);
	});

	it('is the fastest by the days of its words, of equals the cheapest', () => {
		expect(idOf({ choose: 'fastest' })).toBe(3);
		const hours = offer(5, 'h', 99, { avgDeliveryTime: '48 hours' });
		expect(idOf({ choose: 'fastest', carriers: ['smsa', 'h'] }, [...OFFERS, hours])).toBe(5);
		const same = [offer(6, 'a', 9, { avgDeliveryTime: 'Same Day' }), ...OFFERS];
		expect(idOf({ choose: 'fastest' }, same)).toBe(6);
		expect(idOf({ choose: 'fastest' }, [offer(1, 'a', 5)])).toBeUndefined();
	});

	it('is the fastest by date where all offers have one', () => {
		const dated = (day: number) => ({ estimatedDeliveryDate: `2026-12-0${day} 10:00:00` });
		const offers = [offer(1, 'a', 5, dated(4)), offer(2, 'b', 9, dated(3))];
		expect(idOf({ choose: 'fastest' }, offers)).toBe(2);
		const mixed = [...offers, offer(3, 'c', 9, { avgDeliveryTime: '1 day' })];
		expect(idOf({ choose: 'fastest' }, mixed)).toBe(3);
	});

	it('is that of a carrier by code, name or option, in any case', () => {
		for (const carrier of ['SMSA', ' smsa express ', '1']) {
			expect(idOf({ choose: 'carrier', carrier })).toBe(1);
		}
		expect(isBy(OFFERS[0] ?? {}, 'sms')).toBe(false);
	});

	it('fits carriers, delivery and price, and says why others do not', () => {
		expect(idOf({ handover: 'door' })).toBe(1);
		expect(idOf({ handover: 'pickupPoint', carriers: ['sameDay'] })).toBe(3);
		expect(idOf({ carriers: ['smsa', 'sameday'], highestPrice: 26 })).toBe(1);
		const none = chosen({ handover: 'door', carriers: ['smsa', 'aramex'], highestPrice: 20 });
		expect(none.offer).toBeUndefined();
		expect(none.reasons).toEqual([
			'2 not by an allowed carrier',
			'1 without this kind of delivery',
			'1 above 20',
		]);
	});

	it('tells the currencies that it was chosen among', () => {
		expect(chosen({}).currencies).toEqual(['SAR']);
		const abroad = offer(5, 'a', 1, { currency: 'AED' });
		expect(chosen({}, [...OFFERS, abroad]).currencies).toEqual(['SAR', 'AED']);
	});

	it('has no kind of delivery that OTO does not state', () => {
		expect(isHandedOver({}, 'any')).toBe(true);
		expect(isHandedOver({}, 'door')).toBe(false);
	});

	it('gets kind and dates from the quote for its route, never the price', () => {
		const quote = { deliveryOptionId: '2', price: 1, deliveryType: 'pickupByCustomer' };
		expect(withRoute([offer(2, 'pudo', 18), offer(3, 'x', 4)], [quote])).toEqual([
			{ ...offer(2, 'pudo', 18), deliveryType: 'pickupByCustomer' },
			offer(3, 'x', 4),
		]);
	});
});

describe('how far a booking is', () => {
	it.each([
		[{ status: 'new', shipmentId: '' }, 'open'],
		[{ status: 'assignedToWarehouse' }, 'open'],
		[{ status: 'new', shipmentId: 'DCA87E10' }, 'booked'],
		[{ status: 'searchingDriver', shipmentId: '' }, 'open'],
		[{ status: 'shipmentCreated', shipmentId: '' }, 'booked'],
		[{ status: 'delivered' }, 'booked'],
		[{ status: 'shipmentCanceled', shipmentId: 'DCA87E10' }, 'open'],
		[{ status: 'canceled' }, 'ended'],
		[{ status: 'deleted' }, 'ended'],
	])('%p: %s', (order, state) => {
		expect(bookingOf(order)).toBe(state);
	});

	it('is not told by a shipment that was canceled before', () => {
		const canceled = { status: 'shipmentCanceled', shipmentId: 'A' };
		expect(canceledShipment(canceled)).toBe('A');
		expect(canceledShipment({ status: 'new', shipmentId: 'A' })).toBe('');
		expect(bookingOf({ status: 'new', shipmentId: 'A' }, 'A')).toBe('open');
		expect(bookingOf({ status: 'new', shipmentId: 'B' }, 'A')).toBe('booked');
	});

	it('is told by OTO’s codes', () => {
		expect(isBookedAlready('OTO: Shipment exists [OTO1011]')).toBe(true);
		expect(isBookedAlready('OTO: Order is being processed [OTO1211]')).toBe(true);
		expect(isBookedAlready('OTO: Credit is not enough [OTO1006]')).toBe(false);
		expect(isLabelPending('OTO: no PDF [OTO1141]')).toBe(true);
		expect(isLabelPending('OTO: no order [OTO1002]')).toBe(false);
	});
});
