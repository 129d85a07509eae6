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

/** What each of them meets, and which requests are theirs. Flagging an invoice is a POST that takes no key. */
export const targetsFor = (invoice: string): Record<Kind, { method: string; path: string }> => ({
	read: { method: 'GET', path: '/vendors' },
	keyed: { method: 'POST', path: '/vendors' },
	unkeyed: { method: 'POST', path: `/invoices/${invoice}/flag` },
});

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
		private readonly invoice: string,
	) {}

	static async start(
		sandbox: Sandbox,
		changed: ICredentialDataDecryptedObject = {},
	): Promise<ThreeKinds> {
		const reader = await Requester.start(sandbox, 'ottimate', changed);
		const any = await Requester.start(sandbox, 'ottimate');
		const [invoice] = (await any.run({ endpoint: 'GET /invoices', limit: 1 })).items;
		if (!invoice) throw new Error('The simulator has no invoice');
		return new ThreeKinds(
			sandbox,
			reader,
			await ServiceNode.start(sandbox, 'ottimate', changed),
			await Requester.start(sandbox, 'ottimate', changed),
			String(invoice.json.id),
		);
	}

	/** Sends one request of a kind under these faults. */
	async meet(
		kind: Kind,
		faults: ReadonlyArray<Omit<Fault, 'service'>> = [],
		options: { timeout?: number; longestWait?: number } = {},
		rules: Rules = {},
	): Promise<Met> {
		const { method, path } = targetsFor(this.invoice)[kind];
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
		return await this.writer.run({
			endpoint: 'POST /invoices/{id}/flag',
			path: { id: this.invoice },
			body: { flagging_reason: name },
			options,
			...rules,
		});
	}
}
