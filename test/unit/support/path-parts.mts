/** Names of the `{name}` parts of a path, in order. */
export function pathParts(path: string): string[] {
	return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
}
