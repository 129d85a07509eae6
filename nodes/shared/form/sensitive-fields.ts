import type { Provider } from '../../../transport/contracts/provider';

/**
 * Where items of these services' nodes hold credentials, for `sensitiveOutputFields`: an n8n that redacts by node shows these values
 * to nobody once the node has run; the next nodes still get them. n8n 2.41.1 has the code for it (module `redaction`), but does not
 * call it. With "Full Response" the answer is under `body`.
 */
export function sensitiveFieldsOf(...providers: readonly Provider[]): string[] {
	const paths = providers.flatMap(({ endpoints }) =>
		endpoints.flatMap(({ sensitive = [] }) => sensitive),
	);
	return [...new Set(paths.flatMap((path) => [path, `body.${path}`]))];
}
