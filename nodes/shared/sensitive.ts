import type { Provider } from '../../transport/contracts/provider';

/**
 * Where items of these services' nodes hold credentials, for `sensitiveOutputFields`: n8n shows these values to nobody once the node
 * has run; the next nodes still get them. With "Full Response" the answer is under `body`.
 */
export function sensitiveFieldsOf(...providers: readonly Provider[]): string[] {
	const paths = providers.flatMap(({ endpoints }) =>
		endpoints.flatMap(({ sensitive = [] }) => sensitive),
	);
	return [...new Set(paths.flatMap((path) => [path, `body.${path}`]))];
}
