import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { traffic } from './bench.mts';
import type { Answered } from './node-bench.mts';
import type { Step } from './core.mts';
import { Requester } from './provider-request.mts';
import { ServiceNode } from './service-node.mts';

/** A read, a write with an idempotency key, and one without. */
export const kinds = ['read', 'keyed', 'unkeyed'] as const;
export type Kind = (typeof kinds)[number];

/** What each of them meets, and which requests are theirs. */
const targets: Record<Kind, { method: string; path: string }> = {
	read: { method: 'GET', path: '/vendors' },
	keyed: { method: 'POST', path: '/vendors' },
	unkeyed: { method: 'POST', path: '/dimensions' },
};

type Rules = Pick<Step, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;

export interface Met extends Answered {
	/** `2x done`, or `1x` and the error's message; `?` where the person is told that it may have been done. */
	outcome: string;
}

/** The three kinds of request against Ottimate's simulation, each from a process of its own. */
export class ThreeKinds {
	private count = 0;

	private constructor(
		private readonly sandbox: Sandbox,
		private readonly reader: Requester,
		private readonly keyed: ServiceNode,
		private readonly writer: Requester,
	) {}

	static async start(
		sandbox: Sandbox,
		changed: ICredentialDataDecryptedObject = {},
	): Promise<ThreeKinds> {
		return new ThreeKinds(
			sandbox,
			await Requester.start(sandbox, 'ottimate', changed),
			await ServiceNode.start(sandbox, 'ottimate', changed),
			await Requester.start(sandbox, 'ottimate', changed),
		);
	}

	/** Sends one request of a kind under these faults. */
	async meet(
		kind: Kind,
		faults: ReadonlyArray<Omit<Fault, 'service'>> = [],
		options: { timeout?: number; longestWait?: number } = {},
		rules: Rules = {},
	): Promise<Met> {
		const { method, path } = targets[kind];
		await this.sandbox.steer('POST', 'faults', {
			faults: faults.map((fault) => ({
				service: 'ottimate',
				kind: 'call',
				method,
				path: `^${path}$`,
				...fault,
			})),
		});
		const since = (await traffic(this.sandbox, 'ottimate')).entries.at(-1)?.seq ?? 0;
		const answered = await this.run(kind, options, rules);
		const { entries } = await traffic(this.sandbox, 'ottimate', since);
		const calls = entries.filter(
			(call) => call.method === method && [path, '/moved'].includes(call.path),
		);
		const { error } = answered;
		const doubt = error && /may have carried it out/.test(error.description ?? '') ? ' ?' : '';
		const outcome = `${calls.length}x ${error ? error.message : 'done'}${doubt}`;
		return { ...answered, calls, outcome };
	}

	private async run(
		kind: Kind,
		options: { timeout?: number; longestWait?: number },
		rules: Rules,
	): Promise<Answered> {
		const name = `F-${++this.count}-${Math.random()}`;
		if (kind === 'read') {
			return await this.reader.run({ endpoint: 'GET /vendors', limit: 3, options, ...rules });
		}
		if (kind === 'keyed') {
			return await this.keyed.run({
				resource: 'vendor',
				operation: 'create',
				with: { ottimateCompanyId: 123, erpVendorId: name, erpVendorName: name, options },
				...rules,
			});
		}
		const body = {
			ottimate_company_id: 123,
			erp_type: 'Department',
			ottimate_type: 'department',
			name,
			code: name,
			reference_id: name,
			erp_dimension_id: name,
		};
		return await this.writer.run({ endpoint: 'POST /dimensions', body, options, ...rules });
	}
}
