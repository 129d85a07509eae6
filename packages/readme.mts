import path from 'node:path';
import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { combined, root, text } from './root.mts';
import type { Service } from './services.mts';
import { moved } from './workflow.mts';

/** Parameters of a trigger that say what it starts on. */
const STARTS_ON = ['event', 'events', 'resource', 'types'];

const DOCS = `${combined().homepage.split('#')[0]}/blob/main/docs/`;

/** The README of a service's package, from the service's page, the provider and the nodes' own descriptions. */
export async function readme(service: Service): Promise<string> {
	const { provider, packageName, folder } = service;
	const { id, name } = provider;
	const page = `${DOCS}${id}.md`;
	const action = await descriptionOf(folder, folder);
	const parts = [
		`# ${packageName}`,
		intro(service),
		'## Install',
		install(service),
		'## Credentials',
		credentials(id),
		'## Operations',
		`**${action.displayName}** ([all about it](${page})):`,
		operations(action),
		`**${name} Request** calls any of the ${provider.endpoints.length} documented endpoints, from a list with a form for each, or by path, as [Provider Request](${DOCS}provider-request.md) does; it has no parameter Service. Both nodes are tools for AI agents too.`,
		...(await triggerParts(service, page)),
		'## Example',
		`Copy it, paste it onto the canvas of a workflow, and choose the credential. [More examples](${DOCS}examples) use the nodes of the combined package: replace its node types as told above before you paste.`,
		example(service),
		'## Further reading',
		links(service),
	];
	return `${parts.join('\n\n')}\n`;
}

/** What the trigger starts on; nothing for a service that has none. */
async function triggerParts(
	{ provider, folder, trigger }: Service,
	page: string,
): Promise<string[]> {
	if (trigger === undefined) return [];
	const description = await descriptionOf(folder, trigger);
	return [
		'## Trigger',
		`**${description.displayName}.** ${description.description}. [What you can rely on](${page}#${headingOf(provider.id, /^Trigger/).toLowerCase()}).`,
		starts(description),
	];
}

function intro({ provider: { name, description }, trigger }: Service): string {
	const contents =
		trigger === undefined ? 'Nodes and credentials' : 'Nodes, a trigger and credentials';
	return `${contents} for **${name}** in [n8n](https://n8n.io).
${description}.
You connect once. A credential that works with tokens gets them itself, renews them before they run out, and replaces one that was revoked; also in n8n's own HTTP Request node, on a schedule, and with many items at once.
The nodes keep the service's limits, follow pages, retry what is safe to retry, and show the failures that hide in a success.
MIT licence, no runtime dependencies. Not made by ${name}.`;
}

function install({ packageName, provider }: Service): string {
	const { name, version, homepage } = combined();
	return `This package is not on npm yet: whatever has the name \`${packageName}\` there is not ours. \`npm run packages\` in a clone of [the project](${homepage}) packs \`${packageName}-${version}.tgz\` into \`.cache/packages\`. Then, in the folder \`.n8n/nodes\` of the user that runs n8n, with the path to that file:

\`\`\`sh
npm install ./${packageName}-${version}.tgz
\`\`\`

Restart n8n, with \`N8N_UNVERIFIED_PACKAGES_ENABLED=true\` (the default in 2.41). With queue mode install it on the workers too. It is tested with n8n 2.41.

From the same project there is [${name}](${homepage}) with this and other services. Take one of the two; both at once work, but each keeps the limits for itself. The credential types have the same names and fields in both, so a credential that you have goes on working. A workflow moves by its node types: \`${packageName}.${provider.id}\` for \`${name}.${provider.id}\`, \`${packageName}.${provider.id}Request\` for \`${name}.providerRequest\`.`;
}

/** How to get the secrets and fill them in, as the service's page tells it. */
function credentials(id: string): string {
	const wanted = sectionsOf(id).filter(({ heading }) => /^(Get the|Fill the)/.test(heading));
	if (wanted.length !== 2)
		throw new Error(`docs/${id}.md does not tell how to get and fill secrets`);
	return wanted.map(({ heading, body }) => `### ${heading}\n\n${absolute(body)}`).join('\n\n');
}

function sectionsOf(id: string): Array<{ heading: string; body: string }> {
	const [, ...sections] = text('docs', `${id}.md`).split(/^## /m);
	return sections.map((section) => {
		const [heading = '', ...lines] = section.split('\n');
		return { heading, body: lines.join('\n').trim() };
	});
}

function headingOf(id: string, pattern: RegExp): string {
	const found = sectionsOf(id).find(({ heading }) => pattern.test(heading));
	if (!found) throw new Error(`docs/${id}.md has no section ${String(pattern)}`);
	return found.heading;
}

/** Links to neighbours of a page of docs/, which the package does not have. */
function absolute(markdown: string): string {
	return markdown.replace(/\]\((?!https?:|#)([^)]+)\)/g, `](${DOCS}$1)`);
}

async function descriptionOf(folder: string, name: string): Promise<INodeTypeDescription> {
	const file = path.join(root, 'nodes', folder, `${name}.node.ts`);
	const classes = (await import(file)) as Record<string, new () => INodeType>;
	const Class = classes[name];
	if (!Class) throw new Error(`${file} has no class ${name}`);
	return new Class().description;
}

function namesIn({ options = [] }: INodeProperties): string[] {
	return options.map(({ name }) => name);
}

function operations({ properties }: INodeTypeDescription): string {
	const resource = properties.find(({ name }) => name === 'resource');
	const rows = (resource?.options ?? []).map((option) => {
		const value = 'value' in option ? option.value : undefined;
		const own = properties.filter(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.some((one) => one === value),
		);
		return `| ${option.name} | ${own.flatMap(namesIn).join(', ')} |`;
	});
	return ['| Resource | Operations |', '| --- | --- |', ...rows].join('\n');
}

function starts({ properties }: INodeTypeDescription): string {
	const wanted = properties.filter(
		({ name }, at) =>
			STARTS_ON.includes(name) && properties.findIndex((one) => one.name === name) === at,
	);
	return wanted
		.map((property) => `- ${property.displayName}: ${namesIn(property).join(', ')}`)
		.join('\n');
}

function example(service: Service): string {
	const workflow = JSON.parse(text('docs', 'examples', `${service.provider.example}.json`));
	const json = JSON.stringify(moved(workflow, service), null, 2);
	return `<details>\n<summary>${workflow.name}</summary>\n\n\`\`\`json\n${json}\n\`\`\`\n\n</details>`;
}

function links({ provider: { id, name, documentationUrl } }: Service): string {
	const { homepage, bugs } = combined();
	const { url } = bugs as { url: string };
	return [
		`- [${name} in n8n: operations, limits, errors, known gaps](${DOCS}${id}.md)`,
		`- [Every endpoint, with its source](${DOCS}endpoints/${id}.md)`,
		`- [Credentials and renewal](${DOCS}credentials.md), [errors and what to do](${DOCS}errors.md), [reliability](${DOCS}reliability.md)`,
		`- [The project](${homepage}), [its issues](${url}); what ${name} publishes itself: <${documentationUrl}>`,
	].join('\n');
}
