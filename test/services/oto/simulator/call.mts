import { readObject } from '../../../sandbox/core/body.mts';
import { param, queryText } from '../../../sandbox/core/request.mts';
import type { IssuedToken, SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { appPath } from './data/orders.mts';
import { checkTypes } from './fields.mts';
import { coded } from './refusals.mts';

/** One call, as the handlers see it. */
export class Call {
	constructor(
		readonly request: SandboxRequest,
		readonly context: SandboxContext,
		/** Method and path as in the table of operations. */
		readonly key: string,
	) {}

	/** Where the simulated web app is. */
	get app(): string {
		return this.context.origin() + appPath;
	}

	get now(): number {
		return this.context.now();
	}

	param(name: string): string {
		return param(this.request, name);
	}

	/** A query value; an empty one counts as absent. */
	text(name: string): string | undefined {
		return queryText(this.request, name) || undefined;
	}

	/** The JSON object of the body with values of the documented types; anything else is refused. */
	body(): JsonObject {
		const body = readObject(this.request);
		if (!body.ok) throw coded('OTO1075');
		checkTypes(this.key, body.value);
		return body.value;
	}

	/** The token that the call came with. */
	token(): IssuedToken | undefined {
		const value = this.request.headers.authorization?.replace(/^Bearer\s+/i, '');
		return value === undefined ? undefined : this.context.tokens.find(value);
	}
}
