import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { fingerprintOf } from '../../transport/auth/token';
import type { Grant } from '../../transport/contracts/credential';
import { contentDigest, digest, digestOf, rowDigest } from '../../transport/core/digest';
import { idempotencyKey } from '../../transport/items/idempotency';
import { root } from '../n8n/versions.mts';
import { contextOf } from './support/context.mts';
import { shippedFiles } from './support/imports.mts';

const row = {
	id: 1,
	name: 'ü',
	tags: ['b', 'a'],
	file: 'https://cdn.example/f.pdf?sig=1',
	at: { z: 1, a: null },
};

/** n8n and the services keep these between two versions of the package: another result makes old records look new. */
describe('a digest that is stored', () => {
	it('of a text, as in the memory of polling triggers, stays as it is', () => {
		expect(digest('text', 16)).toBe('mC2ePrmW9VnmM_TR');
	});

	it('of a row, as in snapshots, stays as it is', () => {
		expect(rowDigest(row, ['id'])).toBe('DiuM2twI');
		const { id, at, ...rest } = row;
		const { z, a } = at;
		expect(rowDigest({ at: { a, z }, id: id + 1, ...rest }, ['id'])).toBe('DiuM2twI');
	});

	it('of content, as in registrations and event keys, stays as it is', () => {
		expect(digestOf('a', 'b')).toBe('8fb20ef63ced4145fc2e983ffe597d1d');
		expect(digestOf(Buffer.from([255, 0]))).toBe('7fa54a42524916a1648ec76ce75d2950');
		expect(contentDigest(row)).toBe('f785a33a0afb114847bedaf0ca86b0ee');
	});

	it('of typed values, as beside a stored token, stays as it is', () => {
		const grant: Grant = {
			url: () => 'https://x/token',
			identity: () => ['me'],
			inputs: () => ['secret'],
			steps: [],
			read: () => ({ accessToken: 'a' }),
			defaultLifetimeSeconds: 60,
		};
		expect(fingerprintOf('t', grant, {})).toEqual({
			grant: '6-V1K666b0ZMfUM52pYN0GGPUOIwJOtq',
			inputs: 'VCHeEyHnP8x_aVmWPpzDEIp2j_am6ens',
		});
	});

	it('of a write, as a service keeps it, stays as it is', () => {
		const request = { method: 'POST', path: '/a/{b}', pathValues: { b: 1 } } as const;
		expect(idempotencyKey(contextOf({}), { itemIndex: 2, request })).toBe(
			'J05aaBbB8gX-AsalYBfQe9LHX7RbUYVEO0BJexUsgW4',
		);
	});
});

it('is made in one file', () => {
	const makers = shippedFiles().filter((file) =>
		readFileSync(path.join(root, file), 'utf8').includes('createHash'),
	);
	expect(makers).toEqual(['transport/core/digest.ts']);
});
