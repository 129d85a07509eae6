import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Year } from './year/year.mts';
import type { YearResult } from './year/year.mts';

jest.setTimeout(480_000);

const SEED = Number(process.env.YEAR_SEED ?? 20_26);
const ACTS = Number(process.env.YEAR_ACTS ?? 25);

// The short form of `npm run bench:year`.
describe(`${ACTS} acts on the triggers, with events all the while (seed ${SEED})`, () => {
	let year: YearResult;

	beforeAll(async () => {
		const lines: string[] = [];
		year = await Year.run({ seed: SEED, acts: ACTS, say: (text) => lines.push(text) });
		const { account, deaf, events, minutes } = year;
		process.stdout.write(
			`Seed ${SEED}: ${events} events in ${minutes} minutes, ${JSON.stringify(account.explained)}\n`,
		);
		if (account.unexplained.length > 0 || deaf.length > 0) {
			process.stdout.write(
				`${lines.join('\n')}\n${JSON.stringify(account.unexplained, null, 1)}\n`,
			);
		}
	});

	it('lose and double nothing beyond the rules that are documented', () => {
		expect(year.account.unexplained).toEqual([]);
		expect(year.account.once).toBeGreaterThan(year.events / 2);
	});

	it('leave no trigger deaf', () => {
		expect(year.deaf).toEqual([]);
	});
});
