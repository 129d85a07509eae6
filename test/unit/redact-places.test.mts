import { describe, expect, it } from '@jest/globals';

import { maskedJson, redactor, secretsIn } from '../../transport/http/redaction';
import { isSecretName } from '../../transport/http/secret-names';

const KEY = 'k3y/of+Acme?9f8e7d6c5b';

describe('a secret by its value', () => {
	const twice = encodeURIComponent(encodeURIComponent(KEY));
	it.each([
		['percent-encoded twice', twice],
		['percent-encoded twice, in lower case', twice.toLowerCase()],
		['percent-encoded in JSON', JSON.stringify({ at: `?a=${encodeURIComponent(KEY)}` })],
		['in JSON in an address', encodeURIComponent(JSON.stringify({ a: KEY }))],
		['with numbered entities', KEY.replaceAll('/', '&#x2F;').replaceAll('?', '&#63;')],
		['in base64', Buffer.from(KEY).toString('base64')],
		['in base64 with a user', Buffer.from(`me:${KEY}`).toString('base64')],
		['in base64 with a longer user', Buffer.from(`user:${KEY}`).toString('base64')],
		['in base64url in JSON', Buffer.from(`{"k":"${KEY}"}`).toString('base64url')],
		['in base64 in an address', encodeURIComponent(Buffer.from(`a:${KEY}`).toString('base64'))],
		['in capitals', KEY.toUpperCase()],
	])('%s is masked', (_form, written) => {
		expect(redactor([KEY])(`before ${written} after`)).toMatch(/^before \S*\*\*\*\S* after$/);
		expect(redactor([KEY])(`before ${written} after`)).not.toContain(written.slice(-12, -2));
	});

	it('of 4,000 characters and more is masked', () => {
		const token = Array.from({ length: 500 }, (_part, at) => `a${at}-Z\\"%`).join('');
		for (const text of [token, JSON.stringify(token), encodeURIComponent(token)]) {
			expect(redactor([token])(`no ${text} here`)).toMatch(/^no "?\*\*\*"? here$/);
		}
	});

	it('leaves the rest as it was, encoded or not', () => {
		const rest = 'C:\\new\\u00fc %41 &amp; a+b "x"';
		expect(redactor([KEY])(`${rest} ${KEY} ${rest}`)).toBe(`${rest} *** ${rest}`);
	});
});

describe('a secret that may stand in a text by chance', () => {
	it.each([
		['invoice', 'Invoice 7 of the invoice list', undefined],
		['invoice', 'invoice', '***'],
		['invoice', ' invoice\n', ' ***\n'],
		['invoice', 'no such user: me, "invoice"', 'no such user: me, "***"'],
		['invoice', '<b>invoice</b>, invoices', '<b>***</b>, invoices'],
		[
			'invoice',
			'username=me&password=invoice&type=invoice',
			'username=me&password=***&type=invoice',
		],
		['Invoice 7', 'Invoice 7 is paid', undefined],
		['Invoice 7', '"Invoice+7"', '"***"'],
		['2026', 'due 2026-12-01', undefined],
		['hunter2', 'hunter2 is wrong, not hunter21', '*** is wrong, not hunter21'],
		['x7Kq', 'told x7Kq', 'told ***'],
		['old-access', 'no old-access, old-accesses', 'no ***, old-accesses'],
		['2026-12-01', 'due 2026-12-01', undefined],
		['----------------', 'a ---------------- b', undefined],
		['responsibilities', 'your responsibilities', 'your ***'],
		['aB3$xy9!', 'is.aB3$xy9!is', 'is.***is'],
		['abc', 'abc', undefined],
	])('%s in %j', (secret, text, masked = text) => {
		expect(redactor([secret])(text)).toBe(masked);
	});
});

describe('a secret by its place', () => {
	const shown = redactor([]);

	it.each([
		['Authorization: Bearer abcDEF123', 'Authorization: Bearer ***'],
		['sent Basic dXNlcjpwYXNz', 'sent Basic ***'],
		['x-api-key: abc1', 'x-api-key: ***'],
		['Set-Cookie: sid=abc; Path=/', 'Set-Cookie: ***'],
		['{"access_token":"abc","a":1}', '{"access_token":"***","a":1}'],
		['{\\"refreshToken\\": \\"abc\\"}', '{\\"refreshToken\\": \\"***\\"}'],
		['{"client_secret":"cut off', '{"client_secret":"***'],
		['user[password]=abc&x=1', 'user[password]=***&x=1'],
		['a%3D1%26password%3Dabc%26b', 'a%3D1%26password%3D***%26b'],
		['see https://x.example/?a=1&apiKey=abc&b=2', 'see https://x.example/?a=1&apiKey=***&b=2'],
		['"link":"https://x.example/?token=abc"', '"link":"https://x.example/?token=***"'],
		['https://me:pass@x.example:8080/', 'https://me:***@x.example:8080/'],
		['it is eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_1.', 'it is ***.'],
	])('in %s is masked', (text, masked) => {
		expect(shown(text)).toBe(masked);
	});

	it.each([
		'password: This field is required.',
		'token: expired',
		'Bearer authentication is missing',
		'Bearer error="invalid_token", error_description="expired"',
		'{"token_type":"Bearer","token":null,"code":"no_token"}',
		'https://x.example:8080/a:b',
		'The key "order" is unknown',
	])('is not in %s', (text) => {
		expect(shown(text)).toBe(text);
	});

	it('in JSON is masked in any form, names and numbers too', () => {
		const value = {
			[KEY]: 'named',
			pin: 12345678,
			'X-Access-Token': 'abc',
			refresh_token: ['abc', 'def'],
			credentials: { user: 'me', clientSecret: { value: 'abc' }, none: null, empty: '' },
			tokenType: 'Bearer',
			list: [{ password: 1234 }],
		};
		expect(maskedJson(value, isSecretName, redactor([KEY, '12345678']))).toEqual({
			'***': 'named',
			pin: '***',
			'X-Access-Token': '***',
			refresh_token: ['***', '***'],
			credentials: { user: '***', clientSecret: { value: '***' }, none: null, empty: '' },
			tokenType: 'Bearer',
			list: [{ password: '***' }],
		});
	});

	it('is looked for in any text: nothing keeps the search for ever', () => {
		const parts = [
			'a="',
			"token='",
			'token:   ',
			'Bearer  ',
			'-eyJa',
			'://a:',
			'%5C%75',
			'&#92;',
			'a-',
		];
		const secrets = [
			KEY,
			'a-a-a-a-',
			'aaaa',
			...Array.from({ length: 20 }, (_none, at) => `${KEY}${at}`),
		];
		for (const part of [...parts, parts.join(''), Buffer.from(KEY).toString('base64')]) {
			const text = part.repeat(100_000 / part.length);
			expect(redactor(secrets)(text).length).toBeLessThanOrEqual(200_000);
		}
	});
});

describe('the secrets of a credential', () => {
	it('are what people keep to themselves, not addresses, kinds, times and hashes', () => {
		const secrets = {
			apiKey: 'api-key-1',
			apiToken: 'api-token-1',
			clientSecret: 'secret-1',
			password: 'password-1',
			accessToken: 'access-1',
			sessionRefreshToken: 'session-1',
			refreshToken: 'refresh-1',
			authorizationCode: 'code-1',
			oauthTokenData: { access_token: 'access-2', refresh_token: 'refresh-2', id_token: 'id-2' },
		};
		const others = {
			tokenUrl: 'https://a.example/token',
			accessTokenUrl: 'https://a.example/token',
			authUrl: 'https://a.example/authorize',
			redirectUri: 'https://a.example/callback',
			tokenInputs: 'f00dbabe',
			tokenGate: 'gate',
			grantType: 'authorizationCode',
			authentication: 'body',
			tokenType: 'Bearer',
			token_type: 'Bearer',
			validUntil: 'later',
			obtainedAt: 'earlier',
			tokenLifetime: '3600',
			clientId: 'client-1',
			username: 'somebody',
			scope: 'read:tokens',
		};
		const wanted = Object.values({ ...secrets, ...secrets.oauthTokenData }).filter(
			(value) => typeof value === 'string',
		);
		expect(secretsIn({ ...secrets, ...others }).sort()).toEqual(wanted.sort());
		expect(secretsIn({ apiKey: 12345678 })).toEqual(['12345678']);
	});
});
