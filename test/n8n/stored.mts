import { createDecipheriv, createHash } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ENCRYPTION_KEY } from './environment.mts';

/** A credential as it lies in the database. */
export interface StoredCredential {
	/** Differs after every write, even of the same data. */
	encrypted: string;
	data: ICredentialDataDecryptedObject;
	updatedAt: string;
}

/** Reads a credential past n8n, while n8n runs or not. */
export function storedCredential(userFolder: string, id: string): StoredCredential {
	const file = path.join(userFolder, '.n8n', 'database.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const row = database
			.prepare('SELECT data, updatedAt FROM credentials_entity WHERE id = ?')
			.get(id);
		if (!row) throw new Error(`No credential ${id} in the database`);
		const encrypted = String(row.data);
		return {
			encrypted,
			data: fieldsIn(encrypted),
			updatedAt: String(row.updatedAt),
		};
	} finally {
		database.close();
	}
}

/** The fields of an encrypted credential. */
export function fieldsIn(encrypted: string): ICredentialDataDecryptedObject {
	return JSON.parse(decrypt(encrypted));
}

/** OpenSSL's own form: "Salted__", eight bytes of salt, then AES-256-CBC with a key made by MD5. */
function decrypt(encrypted: string): string {
	const bytes = Buffer.from(encrypted, 'base64');
	const password = Buffer.concat([Buffer.from(ENCRYPTION_KEY, 'binary'), bytes.subarray(8, 16)]);
	const digest = (before: Buffer) =>
		createHash('md5')
			.update(Buffer.concat([before, password]))
			.digest();
	const first = digest(Buffer.alloc(0));
	const second = digest(first);
	const key = Buffer.concat([first, second]);
	const decipher = createDecipheriv('aes-256-cbc', key, digest(second));
	return decipher.update(bytes.subarray(16), undefined, 'utf8') + decipher.final('utf8');
}
