/** An expression that gives a value such as `getMany` in words: `get many`. */
function inWords(parameter: string): string {
	return `$parameter["${parameter}"].replace(/([A-Z])/g, " $1").toLowerCase()`;
}

/** An expression with its first letter large. */
function sentence(expression: string): string {
	return `${expression}.replace(/^./, (first) => first.toUpperCase())`;
}

/** What n8n shows below the name of an action node: "Get many: invoice". */
export const operationAndResource = `={{ ${sentence(inWords('operation'))} + ": " + ${inWords('resource')} }}`;

/** What n8n shows below the name of a trigger with one event: "Invoice created". */
export function eventOf(parameter: string): string {
	return `={{ ${sentence(inWords(parameter))} }}`;
}
