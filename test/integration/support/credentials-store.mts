import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';
import { getCredentialOwnRequestAllowedDomains } from 'n8n-workflow';

/** What n8n writes back when a hook returned data: 2.41 merges it into the stored fields, 1.123 writes its whole object. */
export type Persistence = 'merge' | 'whole';

/** A stored credential, and everything that was written to it. */
export interface Stored {
	id: string;
	type: string;
	data: ICredentialDataDecryptedObject;
	writes: ICredentialDataDecryptedObject[];
	reads: number;
}

/** n8n 2.41 keeps a hook's own requests inside the credential's allowed domains (`credentials-helper.js`). */
function insideDomains(
	helpers: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	const allowedDomains = getCredentialOwnRequestAllowedDomains(credentials);
	if (allowedDomains === undefined) return helpers;
	return {
		helpers: {
			httpRequest: async (options) => {
				if (options.allowedDomains !== undefined) throw new Error('The hook sets its own domains');
				return await helpers.helpers.httpRequest({ ...options, allowedDomains });
			},
		},
	};
}

/**
 * The credential table and the part of n8n's credentials helper that n8n-core calls. Behaves as measured in n8n 2.41.1 and
 * 1.123.81: the hook runs when the expirable hidden field is empty or after a failed request, and its data is stored when it
 * contains that field.
 */
export class CredentialsStore {
	private readonly rows = new Map<string, Stored>();

	/** As in 1.123: of a hook's error only its words are left. */
	errorsAreBare = false;

	constructor(
		private readonly types: ReadonlyMap<string, ICredentialType>,
		public persistence: Persistence = 'merge',
	) {}

	add(type: string, data: ICredentialDataDecryptedObject): Stored {
		const defaults = this.typeOf(type).properties.map(({ name, default: value }) => [name, value]);
		const row: Stored = {
			id: `cred-${this.rows.size + 1}`,
			type,
			data: { ...Object.fromEntries(defaults), ...data },
			writes: [],
			reads: 0,
		};
		this.rows.set(row.id, row);
		return row;
	}

	row(id: string): Stored {
		const row = this.rows.get(id);
		if (!row) throw new Error(`There is no credential ${id}`);
		return row;
	}

	read(id: string): ICredentialDataDecryptedObject {
		const row = this.row(id);
		row.reads++;
		return structuredClone(row.data);
	}

	typeOf(name: string): ICredentialType {
		const type = this.types.get(name);
		if (!type) throw new Error(`There is no credential type ${name}`);
		return type;
	}

	/** n8n's `ICredentialsHelper`, as far as requests and nodes use it. */
	helper() {
		return {
			getParentTypes: (name: string) => this.typeOf(name).extends ?? [],
			getDecrypted: async (_additional: unknown, { id }: { id: string | null }) =>
				this.read(String(id)),
			authenticate: async (
				credentials: ICredentialDataDecryptedObject,
				name: string,
				options: IHttpRequestOptions,
			) => {
				const { authenticate } = this.typeOf(name);
				if (typeof authenticate !== 'function') throw new Error(`${name} has no authenticate()`);
				return await authenticate(credentials, options);
			},
			preAuthentication: async (
				helpers: IHttpRequestHelper,
				credentials: ICredentialDataDecryptedObject,
				name: string,
				node: INode,
				expired: boolean,
			) => await this.preAuthentication(helpers, credentials, name, node, expired),
			isCredentialUsableByNode: () => true,
		};
	}

	private async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
		node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.typeOf(name);
		const gate = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!gate || !type.preAuthentication) return undefined;
		if (credentials[gate.name] !== '' && !expired) return undefined;
		const output = await type.preAuthentication
			.call(insideDomains(helpers, credentials), credentials)
			.catch((error: unknown) => {
				throw this.errorsAreBare && error instanceof Error ? new Error(error.message) : error;
			});
		if (output[gate.name] === undefined) return undefined;
		const id = node.credentials?.[name]?.id;
		if (!id) return undefined;
		const before = this.row(id).data;
		await new Promise((resolve) => setTimeout(resolve, 1));
		const written =
			this.persistence === 'merge' ? { ...before, ...output } : { ...credentials, ...output };
		const row = this.row(id);
		row.data = JSON.parse(JSON.stringify(written));
		row.writes.push(row.data);
		return Object.assign(credentials, output);
	}
}
