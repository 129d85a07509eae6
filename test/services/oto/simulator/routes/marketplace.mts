import { isFilled } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import { text } from '../new-orders.mts';
import { coded } from '../refusals.mts';
import type { Operation } from '../serve.mts';
import { done } from '../serve.mts';
import type { Vendor } from '../state.mts';
import { nextNumber, state } from '../state.mts';

/** Only the token of a marketplace may make and read vendors. */
function marketplaceOnly(call: Call): void {
	if (call.token()?.subject !== 'marketplace') throw coded('OTO1088', 403);
}

const needed: Array<[string, string]> = [
	['country', 'OTO1177'],
	['city', 'OTO1097'],
	['email', 'OTO1085'],
	['mobileNumber', 'OTO1176'],
	['firstName', 'OTO1010'],
	['lastName', 'OTO1010'],
	['billingAddress', 'OTO1193'],
];

function conditional(body: Record<string, unknown>): string[] {
	const country = text(body.country);
	const turkish = country === 'TR' ? ['nationalID', 'dateOfBirth'] : [];
	if (body.isVatRegistered !== true) return turkish;
	const local: Record<string, string[]> = {
		SA: ['CRNumber', 'zipCode', 'buildingNo'],
		TR: ['taxOffice', 'invoiceCompanyName'],
	};
	return [
		...turkish,
		'companyName',
		'vatNumber',
		'district',
		'streetName',
		...(local[country] ?? ['zipCode', 'buildingNo']),
	];
}

function register(call: Call) {
	marketplaceOnly(call);
	const body = call.body();
	for (const [name, code] of needed) if (text(body[name]) === '') throw coded(code);
	if (typeof body.isVatRegistered !== 'boolean') throw coded('OTO1010');
	if (conditional(body).some((name) => text(body[name]) === '')) throw coded('OTO1010');
	const email = text(body.email);
	if (state.vendors.some((vendor) => vendor.email === email)) throw coded('OTO1089');
	const vendor: Vendor = {
		email,
		name: `${text(body.firstName)} ${text(body.lastName)}`,
		phone: text(body.mobileNumber),
		refreshToken: `sandbox-oto-vendor-refresh-token-${nextNumber('vendor', 0)}`,
	};
	state.vendors.push(vendor);
	return done({
		activationLink: 'https://app.tryoto.com/activate?enc=sandbox',
		refreshToken: vendor.refreshToken,
	});
}

function vendorInfo(call: Call) {
	marketplaceOnly(call);
	const { email } = call.body();
	if (!isFilled(email)) throw coded('OTO1085');
	const vendor = state.vendors.find((row) => row.email === email);
	if (!vendor) throw coded('OTO1086', 404);
	return done({
		userActivated: 'true',
		remainingCredit: 0,
		validityDate: '13-October-2028',
		refreshToken: vendor.refreshToken,
	});
}

function ownInfo(call: Call) {
	marketplaceOnly(call);
	return done({
		remainingCredit: state.credit,
		phone: '966500000000',
		validityDate: '11-01-2028',
		name: 'sandboxMarketplace',
		email: 'marketplace@example.com',
		refreshToken: call.context.secrets('oto').marketplaceToken,
	});
}

export const marketplaceOperations: Operation[] = [
	{ method: 'POST', path: '/register', work: register },
	{ method: 'POST', path: '/clientInfo', work: vendorInfo },
	{ method: 'GET', path: '/clientInfo', work: ownInfo },
];
