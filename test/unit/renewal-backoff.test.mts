import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { RenewalBackoff } from '../../transport/auth/renewal-backoff';
import { GrantTokens } from '../../transport/auth/token-cache';
import { monotonicMs } from '../../transport/core/clock';

const NOW = 1_700_000_000_000;
const OLD = NOW - 60_000;
beforeEach(() => {
	jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
	jest.useRealTimers();
});

const shortest = () => 0;
const longest = () => 1;

/** How long a process waits that has found a token refused. */
function waitOf(backoff: RenewalBackoff, obtainedAt: number, random: () => number): number {
	backoff.noteRejected(obtainedAt, random);
	return backoff.renewsAt - monotonicMs();
}

describe('a process whose token is refused', () => {
	it('waits between a tenth and half of a second', () => {
		expect(waitOf(new RenewalBackoff(), OLD, shortest)).toBe(100);
		expect(waitOf(new RenewalBackoff(), OLD, longest)).toBe(500);
	});

	it('waits three times as long where nobody looks into the database', () => {
		const backoff = new RenewalBackoff();
		backoff.noteRejected(OLD, longest);
		expect(backoff.renewsUnreadableAt - monotonicMs()).toBe(1500);
	});

	it('waits longer with each token that did not last, eight times at most', () => {
		const backoff = new RenewalBackoff();
		backoff.noteOthers();
		const waits = [1, 2, 3, 4, 5].map((age) => waitOf(backoff, NOW - age, longest));
		expect(waits).toEqual([1000, 2000, 4000, 4000, 4000]);
	});

	it('waits twice as long at most where it has seen no other process', () => {
		const backoff = new RenewalBackoff();
		const waits = [1, 2, 3].map((age) => waitOf(backoff, NOW - age, longest));
		expect(waits).toEqual([1000, 1000, 1000]);
	});

	it('has seen another one where a later token than its own is stored', () => {
		const tokens = new GrantTokens();
		const token = { accessToken: 'a', validUntil: NOW + 3_600_000, inputs: '' };
		tokens.adopt({ ...token, obtainedAt: NOW - 3 });
		expect(waitOf(tokens.backoff, NOW - 3, longest)).toBe(1000);
		expect(waitOf(tokens.backoff, NOW - 3, longest)).toBe(1000);
		tokens.adopt({ ...token, obtainedAt: NOW - 2 });
		expect(waitOf(tokens.backoff, NOW - 2, longest)).toBe(4000);
	});

	it('starts anew when a token has lasted', () => {
		const backoff = new RenewalBackoff();
		backoff.noteOthers();
		waitOf(backoff, NOW - 1, longest);
		backoff.noteConfirmed(NOW - 4_999);
		expect(waitOf(backoff, NOW - 1, longest)).toBe(2000);
		backoff.noteConfirmed(NOW - 5_000);
		expect(waitOf(backoff, OLD, longest)).toBe(500);
	});

	it('takes more room where the database is slow', () => {
		const backoff = new RenewalBackoff();
		backoff.noteRead(20);
		expect(waitOf(backoff, OLD, longest)).toBe(500);
		backoff.noteRead(100);
		expect(waitOf(backoff, OLD, shortest)).toBe(100);
		expect(waitOf(backoff, OLD, longest)).toBe(2100);
		backoff.noteRead(10_000);
		expect(waitOf(backoff, OLD, longest)).toBe(5100);
	});

	it('gives another process two seconds to store its token, more where the database is slow', () => {
		const backoff = new RenewalBackoff();
		expect(backoff.storingMs).toBe(2000);
		backoff.noteRead(50);
		expect(backoff.storingMs).toBe(5000);
		backoff.noteRead(10_000);
		expect(backoff.storingMs).toBe(25_000);
	});

	it('never waits longer than eight seconds', () => {
		const backoff = new RenewalBackoff();
		backoff.noteRead(10_000);
		expect(waitOf(backoff, NOW - 1, longest)).toBe(8000);
		expect(backoff.renewsUnreadableAt - monotonicMs()).toBe(8000);
	});
});

describe('the clock of the computer', () => {
	it('set back by an hour, does not put a renewal off', () => {
		const backoff = new RenewalBackoff();
		backoff.noteRejected(OLD, longest);
		jest.setSystemTime(NOW - 3_600_000);
		expect(backoff.renewsAt - monotonicMs()).toBe(500);
	});
});

describe('a token of its own that the database does not show', () => {
	const READ = NOW + 1_001;

	function owner(): RenewalBackoff {
		const backoff = new RenewalBackoff();
		backoff.noteOwn(NOW);
		return backoff;
	}

	it('is stored again once', () => {
		const backoff = owner();
		expect(backoff.shallStoreAgain(NOW, NOW - 1, READ)).toBe(true);
		expect(backoff.shallStoreAgain(NOW, NOW - 1, READ)).toBe(false);
		backoff.noteOwn(NOW + 5);
		expect(backoff.shallStoreAgain(NOW + 5, NOW, READ + 5)).toBe(true);
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
