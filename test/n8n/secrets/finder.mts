import { Buffer } from 'node:buffer';
import type { ServiceId } from '../../sandbox/core/types.mts';
import type { FormName } from './forms.mts';
import { formsOf } from './forms.mts';

export type SecretKind =
	| 'API key'
	| 'client secret'
	| 'password'
	| 'refresh token'
	| 'access token'
	/** Of a webhook registration: what proves the service's deliveries. */
	| 'registration'
	/** A token of ours, with which doo proves a delivery. */
	| 'receiver token'
	/** What a call exists to tell: the refresh token of an OTO client, the secret of a new Otesse webhook. */
	| 'told secret';

export interface Secret {
	service: ServiceId;
	kind: SecretKind;
	value: string;
}

/** Where webhooks lead that no trigger has registered. */
export const MADE_BY_HAND = 'https://example.com/made-by-hand';

/** Where a service's documents have a secret go. */
export interface SecretPlace {
	kinds: readonly SecretKind[];
	/** Absent: in every call. */
	call?: RegExp;
	/** `header x-api-key`, or a field of a JSON body or of a form: `body client_secret`. */
	at: string;
	/** What stands in front of it. */
	word?: string;
}

/** A secret where there should be none. Never holds its value. */
export interface Found {
	secret: Secret;
	form: FormName;
	/** How often. */
	times: number;
}

interface Needle {
	bytes: Buffer;
	secret: Secret;
	form: FormName;
}

/** Shorter texts occur by chance. */
const SHORTEST = 12;
const TABLE_BITS = 16;

/** Looks for all forms of many secrets at once: each four bytes of a text are looked up in a table. */
export class Finder {
	private readonly table = new Uint8Array(1 << TABLE_BITS);

	private readonly needles = new Map<number, Needle[]>();

	readonly secrets: readonly Secret[];

	constructor(secrets: Iterable<Secret>) {
		this.secrets = [...new Map([...secrets].map((secret) => [secret.value, secret])).values()];
		for (const secret of this.secrets) {
			if (secret.value.length < SHORTEST) {
				throw new Error(`A ${secret.kind} of ${secret.service} is too short to be looked for`);
			}
			for (const [text, form] of formsOf(secret.value)) {
				this.add({ bytes: Buffer.from(text), secret, form });
			}
		}
	}

	/** Which secrets stand in a text or in bytes. */
	in(text: string | Uint8Array): Found[] {
		const bytes =
			typeof text === 'string'
				? Buffer.from(text)
				: Buffer.from(text.buffer, text.byteOffset, text.byteLength);
		const found = new Map<string, Found>();
		let four = 0;
		for (let end = 0; end < bytes.length; end++) {
			four = ((four << 8) | (bytes[end] ?? 0)) >>> 0;
			if (end < 3 || this.table[slotOf(four)] === 0) continue;
			for (const { bytes: wanted, secret, form } of this.needles.get(four) ?? []) {
				const from = end - 3;
				if (!bytes.subarray(from, from + wanted.length).equals(wanted)) continue;
				const key = `${secret.value} ${form}`;
				const known = found.get(key) ?? { secret, form, times: 0 };
				found.set(key, { ...known, times: known.times + 1 });
			}
		}
		return [...found.values()];
	}

	private add(needle: Needle): void {
		const four = needle.bytes.readUInt32BE(0);
		this.table[slotOf(four)] = 1;
		const alike = this.needles.get(four);
		if (alike) alike.push(needle);
		else this.needles.set(four, [needle]);
	}
}

function slotOf(four: number): number {
	return Math.imul(four, 0x9e3779b1) >>> (32 - TABLE_BITS);
}
