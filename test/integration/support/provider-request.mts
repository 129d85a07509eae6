import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ProviderRequestOptions } from '../../n8n/workflows.mts';
import { providerRequest } from '../../n8n/workflows.mts';
import type { LogEntry, ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import type { Step } from './core.mts';
import type { Answered } from './node-bench.mts';
import { NodeBench } from './node-bench.mts';

/** What a test asks the node for; all rows if it names no limit. */
export type Asked = Omit<ProviderRequestOptions, 'service' | 'credential'>;

const NODE = 'Request';

/** A bench for the Provider Request node. */
export class Requester extends NodeBench {
	/** @param changed fields of the credential that differ from what a person types */
	static async start(
		sandbox: Sandbox,
		service: ServiceId,
		changed: ICredentialDataDecryptedObject = {},
		credential?: string,
	): Promise<Requester> {
		return new Requester(...(await NodeBench.parts(sandbox, service, changed, credential)));
	}

	/** Another credential of the type in the same process; `changed`: fields that differ from this one's. */
	with(changed: ICredentialDataDecryptedObject): Requester {
		const { type, data } = this.stored;
		const other = this.core.store.add(type, { ...data, ...changed });
		return new Requester(this.sandbox, this.service, this.core, other);
	}

	/**
	 * Runs the node for these input items.
	 *
	 * @param before a node between the items and ours
	 */
	async run(asked: Asked, items: IDataObject[] = [{}], before: Step[] = []): Promise<Answered> {
		return await this.runStep(this.step(asked), items, before);
	}

	/** One item's request: its only answer and its only call. */
	async one(
		asked: Asked,
		input: IDataObject = {},
	): Promise<{ json: IDataObject; item: INodeExecutionData; call: LogEntry }> {
		const { items, calls, error } = await this.run(asked, [input]);
		const [item] = items;
		const [call] = calls;
		if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
		if (!item || !call || items.length + calls.length > 2) {
			throw new Error(`There are ${items.length} items and ${calls.length} calls`);
		}
		return { json: item.json, item, call };
	}

	/** The error that ends the workflow. */
	async refusal(
		asked: Asked,
		items?: IDataObject[],
	): Promise<Answered & { error: { message: string; description: string; itemIndex: unknown } }> {
		const answered = await this.run(asked, items);
		if (!answered.error) throw new Error('The workflow ended without an error');
		const { message, description, context } = answered.error;
		return {
			...answered,
			error: { message, description: description ?? '', itemIndex: context?.itemIndex },
		};
	}

	private step(asked: Asked): Step & { name: string } {
		const { id, type } = this.stored;
		const credential = { id, name: type, type };
		const node = providerRequest({ name: NODE, ...asked, service: this.service, credential });
		return { ...node, type: 'providerRequest' };
	}
}
