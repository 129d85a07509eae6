const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/**
 * Texts and numbers at the top of a JSON object as they were received: JSON.parse would turn 1.50 into 1.5 and long numbers into
 * others, and a signature over them would fail. The last of two members with one name counts, as in JSON.parse.
 *
 * @param json an object that JSON.parse takes
 */
export function receivedMembers(json: string): ReadonlyMap<string, string> {
	const members = new Map<string, string>();
	let depth = 0;
	let name: string | undefined;
	let isValue = false;
	for (const [token] of json.matchAll(TOKEN)) {
		if (token === '{' || token === '[') {
			if (depth === 1 && name !== undefined) members.delete(name);
			depth++;
		} else if (token === '}' || token === ']') {
			depth--;
		} else if (depth === 1) {
			if (token === ':') isValue = true;
			else if (token === ',') isValue = false;
			else if (!isValue) name = String(JSON.parse(token));
			else if (name !== undefined) setMember(members, name, token);
		}
	}
	return members;
}

function setMember(members: Map<string, string>, name: string, token: string): void {
	if (token.startsWith('"')) members.set(name, String(JSON.parse(token)));
	else if (/^-?\d/.test(token)) members.set(name, token);
	else members.delete(name);
}
