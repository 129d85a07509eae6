import { generateKeyPairSync, sign } from 'node:crypto';

/** A DER value (ITU-T X.690): tag, length, content. */
function der(tag: number, ...content: Buffer[]): Buffer {
	const body = Buffer.concat(content);
	const bytes = Buffer.from(body.length.toString(16).padStart(8, '0'), 'hex');
	const length = bytes.subarray(bytes.findIndex((byte, at) => byte !== 0 || at === 3));
	const head = body.length < 128 ? [tag, body.length] : [tag, 0x80 + length.length, ...length];
	return Buffer.concat([Buffer.from(head), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const time = (date: Date) =>
	der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

/** A self-signed certificate for these host names (RFC 5280), with its key, as PEM. */
export function certificate(
	hosts: readonly string[],
	until = new Date(Date.now() + 86_400_000),
): { key: string; cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
	const name = sequence(
		der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('A test of ours')))),
	);
	const names = sequence(...hosts.map((host) => der(0x82, Buffer.from(host))));
	const alternativeNames = sequence(oid('551d11'), der(0x04, names));
	const content = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.from([1])),
		ecdsaWithSha256,
		name,
		sequence(time(new Date(Date.now() - 2 * 86_400_000)), time(until)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(alternativeNames)),
	);
	const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
	const lines = sequence(content, ecdsaWithSha256, signature).toString('base64');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
	};
}
