import { isRecord } from '../../../transport/core/json';

type Path = ReadonlyArray<string | number>;

/**
 * Is a value, or anything that it is part of, given by an expression?
 *
 * @param parameters the node's parameters as they are saved
 * @param path of the value in them, such as `['filters', 'status']`
 */
export function isExpression(parameters: unknown, path: Path): boolean {
	if (typeof parameters === 'string') return parameters.startsWith('=');
	const [key, ...rest] = path;
	if (key === undefined) {
		return isRecord(parameters) && 'mode' in parameters && isExpression(parameters.value, []);
	}
	if (Array.isArray(parameters)) return isExpression(parameters[Number(key)], rest);
	return isRecord(parameters) && isExpression(parameters[key], rest);
}

/** What a resource locator holds; a plain value (from an AI agent, say) counts as the ID. */
export function located(value: unknown, url?: string): unknown {
	if (!isRecord(value) || !('mode' in value) || !('value' in value)) return value;
	if (value.mode !== 'url' || url === undefined) return value.value;
	return new RegExp(url).exec(String(value.value))?.[1] ?? value.value;
}
