import { isFilled, isNumber } from '../../../../sandbox/core/wire.mts';
import { exchange } from '../auth.mts';
import type { Call } from '../call.mts';
import { coded, doubled } from '../refusals.mts';
import type { Operation } from '../serve.mts';
import { done, plain } from '../serve.mts';
import { nextNumber, state } from '../state.mts';

function accountInfo(call: Call) {
	const vendor = state.vendors.find((row) => row.email === call.token()?.subject);
	return plain({
		remainingCredit: state.credit,
		remainingFreeShipments: '0',
		mobileNumber: vendor?.phone ?? '966500000000',
		accountType: 'personal',
		CRDocStatus: 'NOT_UPLOADED',
		name: vendor?.name ?? 'sandboxUser',
		packageName: 'EnterprisePackage',
		email: vendor?.email ?? 'owner@example.com',
		freelanceDocStatus: 'INDIVIDUAL',
	});
}

function buyCredit(call: Call) {
	const { amount } = call.body();
	if (!isNumber(amount) || amount <= 0) throw coded('OTO1093');
	const id = nextNumber('payment', 88_000);
	return done({ paymentID: String(id), paymentURL: `https://app.tryoto.com/pay/${id}` });
}

function requestVerification(call: Call) {
	const { phone } = call.body();
	if (!isFilled(phone) || !/^\+?\d{9,15}$/.test(phone)) {
		throw doubled('OTO1176', 10, 'Phone must be given in E.164 form');
	}
	const token = `verification-${nextNumber('verification', 0)}`;
	state.verifications.set(token, phone);
	return done({ token });
}

function verify(call: Call) {
	const { phone, code, token } = call.body();
	if (!isFilled(token) || state.verifications.get(token) !== phone) {
		throw doubled('OTO1176', 10, 'No verification was requested for this phone');
	}
	if (code !== '123456') throw doubled('OTO1009', 11, 'The code is wrong');
	state.verifications.delete(token);
	return done();
}

export const accountOperations: Operation[] = [
	{ method: 'POST', path: '/refreshToken', work: exchange, auth: false, kind: 'token' },
	{ method: 'GET', path: '/healthCheck', work: () => plain({ status: 'ok' }), auth: false },
	{ method: 'GET', path: '/test', work: () => done() },
	{ method: 'GET', path: '/accountInfo', work: accountInfo },
	{ method: 'POST', path: '/buyCredit', work: buyCredit },
	{ method: 'POST', path: '/requestMobileVerification', work: requestVerification },
	{ method: 'POST', path: '/verifyMobileNumber', work: verify },
];
