import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { CredentialData, CredentialProfile, Limits } from '../contracts/credential';
import { isRecord } from '../core/json';
import { maskedJson, redactor } from '../http/redaction';
import type { ApiRequest, ApiRequestOptions } from '../http/request';
import { isWrite } from '../http/request';
import { isSecretName } from '../http/secret-names';
import { limitsShown } from '../rate-limit/limits';

const MASK = '***';

/** A request that a dry run did not send. Secrets in it are masked. */
export interface PlannedCall {
	/** A read whose answer would depend on the writes before it is planned, too. */
	writes: boolean;
	method: IHttpRequestMethods;
	url: string;
	headers: Record<string, string>;
	/** An object or list as it goes out as JSON, a text, the parts of a form, or how large a file is. */
	body?: unknown;
}

/** Thrown where an operation would wait for what a planned write does. */
export class DryRunEnd extends Error {}

/**
 * What is sent of one input item, and what is only planned: reads go out until the first write, everything else is planned. An
 * operation of several calls goes on with placeholders that name the call that would give the value.
 */
export class DryRun {
	readonly calls: PlannedCall[] = [];

	/** What a person should know of the writes: that they charge somebody, or write to people. */
	notice: string | undefined;

	/** What the writes would cost, where the service says so. */
	cost: IDataObject | undefined;

	/** What the documented endpoint does, in a sentence, where no operation stands for it. */
	summary: string | undefined;

	/** @param limits that the requests would keep, as a person is shown them */
	constructor(private readonly limits: IDataObject) {}

	/** What the first planned call tells beside the request. */
	get facts(): IDataObject {
		const { summary, notice, cost, limits } = this;
		return {
			...(summary === undefined ? {} : { summary }),
			...(notice === undefined ? {} : { notice }),
			...(cost === undefined ? {} : { cost }),
			limits,
		};
	}

	/** A write was planned. */
	get hasPlanned(): boolean {
		return this.calls.length > 0;
	}

	private readonly shown: IDataObject[] = [];

	/** Keeps what is shown of calls; each shows how many there are, those that are planned later included. */
	show(items: readonly IDataObject[]): void {
		this.shown.push(...items);
		for (const item of this.shown) item.calls = this.calls.length;
	}

	/** Keeps a call, and answers with placeholders. */
	plan(call: PlannedCall): IDataObject {
		this.calls.push(call);
		return placeholders(this.calls.length);
	}
}

/** The dry runs of one client, by input item. */
export class DryRuns {
	private readonly ofItems = new Map<number, DryRun>();

	/** @param limits gives those that the credential keeps */
	constructor(private readonly limits: () => Limits) {}

	/** From now on what the item would write is planned. */
	start(itemIndex: number): DryRun {
		const dryRun = this.of(itemIndex) ?? new DryRun(limitsShown(this.limits()));
		this.ofItems.set(itemIndex, dryRun);
		return dryRun;
	}

	of(itemIndex: number): DryRun | undefined {
		return this.ofItems.get(itemIndex);
	}

	/** The dry run that plans this request; undefined for one that is sent. A write that names no item belongs to any dry run. */
	planning(request: ApiRequest): DryRun | undefined {
		const { itemIndex } = request;
		if (itemIndex === undefined) {
			const [any] = this.ofItems.values();
			return isWrite(request) ? any : undefined;
		}
		const dryRun = this.of(itemIndex);
		return dryRun?.hasPlanned || isWrite(request) ? dryRun : undefined;
	}
}

/** Written so that it can stand in a path, and is found again there. */
const PLACEHOLDER = /%3C([\w%.-]+?)%3E/g;

/** A record with a placeholder under every key, such as `<id from call 1>`. */
function placeholders(call: number): IDataObject {
	const valueOf = (key: string) => `<${key} from call ${call}>`;
	return new Proxy<IDataObject>(
		{},
		{
			get: (target, key): unknown =>
				typeof key === 'symbol' || key in target ? Reflect.get(target, key) : valueOf(key),
			has: (_target, key) => typeof key === 'string',
			getOwnPropertyDescriptor: (_target, key) =>
				typeof key === 'string'
					? { value: valueOf(key), configurable: true, enumerable: true, writable: true }
					: undefined,
		},
	);
}

function formParts(form: FormData): unknown[] {
	return [...form.entries()].map(([name, value]) =>
		typeof value === 'string'
			? { name, value }
			: { name, fileName: value.name, mimeType: value.type, bytes: value.size },
	);
}

function bodyShown(body: ApiRequest['body']): unknown {
	if (body instanceof FormData) return formParts(body);
	return Buffer.isBuffer(body) ? { bytes: body.length } : body;
}

/** Header values that prove who calls, without what proves it. */
function signature({ headers }: CredentialProfile, credentials: CredentialData) {
	const signed = headers?.(credentials) ?? { Authorization: 'Bearer ' };
	return Object.fromEntries(
		Object.entries(signed).map(([name, value]) => {
			const [scheme = ''] = /^(Bearer|Token|JWT) /.exec(value) ?? [];
			return [name, `${scheme}${MASK}`];
		}),
	);
}

/** With what a request would be signed. */
interface Signer {
	profile: CredentialProfile;
	credentials: CredentialData;
	/** What nothing that is shown may contain. */
	secrets: readonly string[];
}

/**
 * A request as a person may see it.
 *
 * @param options what n8n's helper would get
 */
export function plannedCall(
	request: ApiRequest,
	{ method = 'GET', url, headers = {} }: ApiRequestOptions,
	{ profile, credentials, secrets }: Signer,
): PlannedCall {
	const withoutSecrets = redactor(secrets);
	const shown = Object.entries(headers).map(([name, value]): [string, string] => [
		name,
		isSecretName(name) ? MASK : withoutSecrets(String(value)),
	]);
	const body = maskedJson(bodyShown(request.body), isSecretName, withoutSecrets);
	const address = url.replace(PLACEHOLDER, (all) => decodeURIComponent(all));
	return {
		writes: isWrite(request),
		method,
		url: withoutSecrets(address),
		headers: { ...Object.fromEntries(shown), ...signature(profile, credentials) },
		...(request.body === undefined ? {} : { body }),
	};
}

/** A planned call as an item; `DryRun.show` fills in how many there are. */
export function plannedItem(
	{ body, ...call }: PlannedCall,
	number: number,
	more: IDataObject,
): IDataObject {
	const shown = { ...call, ...(body === undefined ? {} : { body }) };
	return { dryRun: true, call: number, calls: number, ...(isRecord(shown) ? shown : {}), ...more };
}
