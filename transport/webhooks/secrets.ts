import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

import { isRecord } from '../core/json';
import type { RegistrationKeys } from './registration-plan';
import { isRegistrationKeys } from './registration-plan';

/** The receiver of deliveries: a node's production address, or its test address. */
export interface Receiver {
	workflowId: string;
	nodeId: string;
	isTest: boolean;
}

export function receiverName({ workflowId, nodeId, isTest }: Receiver): string {
	return [workflowId, nodeId, isTest ? 'test' : 'production'].join(' ');
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Secrets of a node's registrations. They are derived (HMAC-SHA-256) from the account's identifier and secrets, the workflow and the
 * node, so that nothing has to be stored: for each delivery they are derived again. The node's name, its address and static data may
 * change, or be lost.
 */
export class NodeSecrets {
	private readonly root: Buffer;

	/** @param account as the credential's profile returns it: at least one value is a secret */
	constructor(account: readonly string[], receiver: Receiver) {
		this.root = createHmac('sha256', JSON.stringify(account))
			.update(`webhooks of ${receiverName(receiver)}`)
			.digest();
	}

	/** A secret that fits URLs, headers and JSON: 43 characters, 256 bits. */
	of(purpose: string): string {
		return createHmac('sha256', this.root).update(purpose).digest('base64url');
	}

	/** Encrypts keys that the service generated, so that static data may hold them. */
	seal(keys: RegistrationKeys): string {
		const iv = randomBytes(IV_BYTES);
		const cipher = createCipheriv('aes-256-gcm', this.sealKey(), iv);
		const sealed = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()]);
		return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
	}

	/** Undefined for what was not sealed with these secrets. */
	open(sealed: string): RegistrationKeys | undefined {
		const bytes = Buffer.from(sealed, 'base64url');
		const content = IV_BYTES + TAG_BYTES;
		if (bytes.length <= content) return undefined;
		try {
			const decipher = createDecipheriv('aes-256-gcm', this.sealKey(), bytes.subarray(0, IV_BYTES));
			decipher.setAuthTag(bytes.subarray(IV_BYTES, content));
			const opened = Buffer.concat([decipher.update(bytes.subarray(content)), decipher.final()]);
			const keys: unknown = JSON.parse(opened.toString('utf8'));
			return isRecord(keys) && isRegistrationKeys(keys) ? keys : undefined;
		} catch {
			return undefined;
		}
	}

	private sealKey(): Buffer {
		return Buffer.from(this.of('seal'), 'base64url');
	}
}

/** Undefined for a credential that lacks a value: secrets derived from it could be guessed. */
export function secretsOf(account: readonly string[], receiver: Receiver): NodeSecrets | undefined {
	return account.every((value) => value !== '') ? new NodeSecrets(account, receiver) : undefined;
}
