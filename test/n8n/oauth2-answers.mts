import { expect, it } from '@jest/globals';
import type { Credential } from './client.mts';
import { errorOf } from './execution.mts';
import type { Rig } from './support.mts';
import { PREVIOUS } from './versions.mts';
import { chain, manualTrigger, providerRequest } from './workflows.mts';

/** The answer to a write whose token has ended, after n8n has refreshed it. */
const ANSWERS: ReadonlyArray<[number, string]> = [
	[422, 'The slot is taken'],
	[503, 'Back soon'],
];

/** What comes after n8n's own refresh of an OAuth2 token is an answer of the service, whatever its status. */
export function oauth2Answers(rigOf: () => Rig, credentialOf: () => Promise<Credential>): void {
	const post = async () => {
		const credential = { ...(await credentialOf()), type: 'otesseOAuth2Api' };
		const request = providerRequest({
			service: 'otesse',
			credential,
			method: 'POST',
			endpoint: '/customers',
			body: { name: 'Ada' },
			options: { longestWait: 1 },
		});
		return errorOf(await rigOf().client.runOnce(chain('Write', manualTrigger(), request)));
	};
	/** The calls that were not answered 401, and the refreshes. */
	const sent = async () => {
		const { calls, tokenRequests } = await rigOf().traffic('otesse');
		return [calls.filter(({ status }) => status !== 401).length, tokenRequests.length];
	};

	it('a token that is refused again and again costs a few calls and one refresh at most', async () => {
		const rig = rigOf();
		await rig.clearLog();
		await rig.sandbox.steer('POST', 'faults', {
			faults: [
				{ service: 'otesse', kind: 'call', method: 'POST', status: 401, body: '{}', times: 9 },
			],
		});
		expect(await post()).toMatchObject({ message: expect.stringMatching(/^Otesse: /) });
		const { calls, tokenRequests } = await rig.traffic('otesse');
		// One before n8n sees the error, one before its refresh and one after; n8n 1.x sends once more.
		expect(calls.length).toBeLessThanOrEqual(rig.n8n.version === PREVIOUS ? 4 : 3);
		expect(tokenRequests.length).toBeLessThanOrEqual(1);
		await rig.sandbox.steer('DELETE', 'faults');
	});

	it.each(ANSWERS)(
		'a %i after the refresh is told in the words of the service',
		async (status, words) => {
			const rig = rigOf();
			await rig.expireTokens('otesse');
			await rig.clearLog();
			const body = JSON.stringify({ error: { type: 'x', code: 'x', message: words } });
			await rig.sandbox.steer('POST', 'faults', {
				faults: [
					// n8n refreshes only on an error that it sees: a refused request goes out once more before that.
					{ service: 'otesse', kind: 'call', method: 'POST', status: 401, body: '{}', times: 2 },
					{
						service: 'otesse',
						kind: 'call',
						method: 'POST',
						status,
						body,
						headers: { 'retry-after': '60' },
					},
				],
			});
			expect(await post()).toMatchObject({ message: expect.stringContaining(words) });
			expect(await sent()).toEqual([1, 1]);
		},
	);

	// The last one: the account pauses. n8n 1.x loses the headers of such an answer, so that it is tried again.
	it('a 429 after the refresh is told in the words of the service', async () => {
		const rig = rigOf();
		await rig.expireTokens('otesse');
		const body = JSON.stringify({ error: { type: 'x', code: 'x', message: 'Slow down' } });
		const post429 = { service: 'otesse', kind: 'call', method: 'POST', status: 429, body };
		await rig.sandbox.steer('POST', 'faults', {
			faults: [
				{ ...post429, status: 401, times: 2 },
				{ ...post429, headers: { 'retry-after': '60' }, times: 30 },
			],
		});
		await rig.clearLog();
		expect(await post()).toMatchObject({ message: expect.stringContaining('Slow down') });
		if (rig.n8n.version !== PREVIOUS) expect(await sent()).toEqual([1, 1]);
		await rig.sandbox.steer('DELETE', 'faults');
	});
}
