import { param, queryText } from '../../../sandbox/core/request.mts';
import type { SandboxContext, SandboxRequest } from '../../../sandbox/core/types.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import type { Caller } from './auth.mts';
import { objectBody } from './body.mts';
import { missing } from './refusals.mts';
import { parameterFields, parentOfList } from './resources.mts';
import { rowBy } from './store.mts';
import type { PathEntry } from './table.mts';

/** One call to one entry of the path table. */
export class Call {
	constructor(
		readonly request: SandboxRequest,
		readonly context: SandboxContext,
		readonly entry: PathEntry,
		readonly caller: Caller,
	) {}

	get variant(): string | undefined {
		return this.context.config('ooti').variant;
	}

	text(name: string): string | undefined {
		return queryText(this.request, name);
	}

	body(): JsonObject {
		return objectBody(this.request);
	}

	private names(): string[] {
		return [...this.entry.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
	}

	number(name: string): number {
		const text = param(this.request, name);
		if (!/^\d+$/.test(text)) throw missing();
		return Number(text);
	}

	/** The id that ends the path. */
	id(): number {
		return this.number(this.names().at(-1) ?? '');
	}

	/** The organization that the path names; undefined where it names none. */
	org(): number | undefined {
		if (!this.names().includes('org_pk')) return undefined;
		const id = this.number('org_pk');
		if (!rowBy('organizations', id)) throw missing();
		return id;
	}

	/** The records that the path hangs on, by the field that refers to them. */
	scope(): Record<string, number> {
		const scope: Record<string, number> = {};
		for (const name of this.names()) {
			if (name === 'org_pk') continue;
			const field = parameterFields[name] ?? parentOfList[this.entry.resource];
			if (field !== undefined) scope[field] = this.number(name);
		}
		const owners: Record<string, string> = {
			team: 'teams',
			project: 'projects',
			invoice: 'invoices',
		};
		for (const [field, resource] of Object.entries(owners)) {
			if (scope[field] !== undefined && !rowBy(resource, scope[field])) throw missing();
		}
		return scope;
	}
}
