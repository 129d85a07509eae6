import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import type { ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import type { Step } from './core.mts';
import type { Answered } from './node-bench.mts';
import { NodeBench } from './node-bench.mts';

const NODE = 'Service';

/** What a test sets in the node, and what n8n does with a failure. */
export interface Set extends Pick<Step, 'retryOnFail' | 'maxTries' | 'waitBetweenTries'> {
	resource: string;
	operation: string;
	/** The other parameters as an exported workflow has them: filters in `filters`, optional fields in `additionalFields`. n8n passes over unknown ones. */
	with?: INodeParameters;
	onError?: Step['onError'];
	/** The execution that the run belongs to; each has its own if absent. */
	execution?: string;
	/** What an AI agent or MCP client calls. */
	as?: 'tool';
}

/** A bench for the action node of a service. */
export class ServiceNode extends NodeBench {
	/** @param changed fields of the credential that differ from what a person types */
	static async start(
		sandbox: Sandbox,
		service: ServiceId,
		changed: ICredentialDataDecryptedObject = {},
		credential?: string,
	): Promise<ServiceNode> {
		return new ServiceNode(...(await NodeBench.parts(sandbox, service, changed, credential)));
	}

	/** Runs the node for these input items; `before` are nodes between the items and it. */
	async run(set: Set, items: IDataObject[] = [{}], before: Step[] = []): Promise<Answered> {
		const { id, type } = this.stored;
		const { resource, operation, with: parameters, execution, as, ...rules } = set;
		const step = {
			...rules,
			name: NODE,
			type: as === 'tool' ? `${this.service}Tool` : this.service,
			credentials: { [type]: { id, name: type } },
			parameters: { authentication: type, resource, operation, ...parameters },
		};
		return await this.runStep(step, items, before, execution);
	}
}
