import { domainBlockedText, isDomainBlocked } from './allowed-domains';
import type { TlsFault } from './retry';
import { causesOf, faultCode, tlsFaultOf } from './retry';

/** What is wrong with a certificate, and what to do. */
const CERTIFICATE: Readonly<
	Record<Exclude<TlsFault, 'protocol'>, readonly [fault: string, advice: string]>
> = {
	untrusted: [
		'is not trusted by n8n',
		'It is self-signed, or n8n does not know who issued it. Check the address. If the issuer is your own (a server, or a proxy or firewall that inspects traffic), set NODE_EXTRA_CA_CERTS to a file with its certificate and restart n8n.',
	],
	dated: [
		'has expired or is not valid yet',
		'Check the clock of the machine that n8n runs on. If it is right, whoever runs the address has to renew the certificate.',
	],
	name: [
		'belongs to another host',
		'Check the address in the credential. A proxy, a firewall or a DNS entry may also lead to another server.',
	],
	certificate: [
		'cannot be verified',
		'Whoever runs the address has to replace it. A proxy or firewall that inspects traffic may have put its own in its place.',
	],
};

const PROTOCOL =
	'Check the address and its port: what answers there may not use https, may use an old version of it, or may ask for a client certificate. A proxy or firewall may also break the connection.';

/** How n8n 2 names its errors about a destination that its SSRF protection does not allow. */
const SSRF = /^SsrfBlocked/;

/**
 * Why a request is not sent, as long as nothing is changed in n8n, the credential or the network: repeating it does not help.
 *
 * @param use what the address is for, as in "where Acme answers"
 * @returns undefined for faults that may pass
 */
export function lastingFault(
	error: unknown,
	address: string,
	use: string,
): { message: string; description: string } | undefined {
	if (isDomainBlocked(error)) return domainBlockedText(address, use);
	if (causesOf(error).some((cause) => 'name' in cause && SSRF.test(String(cause.name)))) {
		return {
			message: `n8n's SSRF protection does not allow requests to ${new URL(address).hostname}, ${use}`,
			description:
				'Nothing was sent. If the address is right, ask the administrator of n8n to add its host to N8N_SSRF_ALLOWED_HOSTNAMES.',
		};
	}
	const tls = tlsFaultOf(error);
	if (tls === undefined) return undefined;
	const { host } = new URL(address);
	const unsent = `Nothing was sent (${faultCode(error)?.toLowerCase()}).`;
	if (tls === 'protocol') {
		const message = `No secure connection to ${host}, ${use}, could be made`;
		return { message, description: `${unsent} ${PROTOCOL}` };
	}
	const [fault, advice] = CERTIFICATE[tls];
	const message = `The certificate of ${host}, ${use}, ${fault}`;
	return { message, description: `${unsent} ${advice}` };
}
