import { describe, expect, it } from '@jest/globals';

import { RenewalBackoff } from '../../transport/auth/renewal-backoff';

const NOW = 1_700_000_000_000;
const OLD = NOW - 60_000;
const shortest = () => 0;
const longest = () => 1;

/** How long a process waits that has found a token refused. */
function waitOf(contention: RenewalBackoff, obtainedAt: number, random: () => number): number {
	contention.noteRefused(obtainedAt, NOW, random);
	return contention.renewsAt - NOW;
}

describe('a process whose token is refused', () => {
	it('waits between a tenth and half of a second', () => {
		expect(waitOf(new RenewalBackoff(), OLD, shortest)).toBe(100);
		expect(waitOf(new RenewalBackoff(), OLD, longest)).toBe(500);
	});

	it('waits three times as long where nobody looks into the database', () => {
		const contention = new RenewalBackoff();
		contention.noteRefused(OLD, NOW, longest);
		expect(contention.renewsBlindAt - NOW).toBe(1500);
	});

	it('waits longer with each token that did not last, eight times at most', () => {
		const contention = new RenewalBackoff();
		const waits = [1, 2, 3, 4, 5].map((age) => waitOf(contention, NOW - age, longest));
		expect(waits).toEqual([1000, 2000, 4000, 4000, 4000]);
	});

	it('starts anew when a token has lasted', () => {
		const contention = new RenewalBackoff();
		waitOf(contention, NOW - 1, longest);
		contention.noteProven(NOW - 4_999, NOW);
		expect(waitOf(contention, NOW - 1, longest)).toBe(2000);
		contention.noteProven(NOW - 5_000, NOW);
		expect(waitOf(contention, OLD, longest)).toBe(500);
	});

	it('takes more room where the database is slow', () => {
		const contention = new RenewalBackoff();
		contention.noteRead(20);
		expect(waitOf(contention, OLD, longest)).toBe(500);
		contention.noteRead(100);
		expect(waitOf(contention, OLD, shortest)).toBe(100);
		expect(waitOf(contention, OLD, longest)).toBe(2100);
		contention.noteRead(10_000);
		expect(waitOf(contention, OLD, longest)).toBe(5100);
	});

	it('gives another process two seconds to store its token, more where the database is slow', () => {
		const contention = new RenewalBackoff();
		expect(contention.storingMs).toBe(2000);
		contention.noteRead(50);
		expect(contention.storingMs).toBe(5000);
		contention.noteRead(10_000);
		expect(contention.storingMs).toBe(25_000);
	});

	it('never waits longer than eight seconds', () => {
		const contention = new RenewalBackoff();
		contention.noteRead(10_000);
		expect(waitOf(contention, NOW - 1, longest)).toBe(8000);
		expect(contention.renewsBlindAt - NOW).toBe(8000);
	});
});

describe('a token of its own that the database does not show', () => {
	const READ = NOW + 1_001;

	function owner(): RenewalBackoff {
		const contention = new RenewalBackoff();
		contention.noteOwn(NOW);
		return contention;
	}

	it('is stored again once', () => {
		const contention = owner();
		expect(contention.shallStoreAgain(NOW, NOW - 1, READ)).toBe(true);
		expect(contention.shallStoreAgain(NOW, NOW - 1, READ)).toBe(false);
		contention.noteOwn(NOW + 5);
		expect(contention.shallStoreAgain(NOW + 5, NOW, READ + 5)).toBe(true);
	});

	it.each([
		['the database shows it', NOW, NOW, READ],
		['the database shows a later one', NOW, NOW + 1, READ],
		['it may still be on its way', NOW, NOW - 1, NOW + 1_000],
		['another process got it', NOW + 7, NOW - 1, READ + 7],
	])('is not when %s', (_why, obtainedAt, storedAt, readAt) => {
		expect(owner().shallStoreAgain(obtainedAt, storedAt, readAt)).toBe(false);
	});
});
