const { n8n } = require('./package.json');

const exported = {};

/** `dist/nodes/A/B.node.js` holds the class `B`; loaded when it is asked for. */
for (const file of [...n8n.credentials, ...n8n.nodes]) {
	const name = file.split('/').pop().split('.')[0];
	Object.defineProperty(exported, name, {
		enumerable: true,
		get: () => require(`./${file}`)[name],
	});
}

Object.defineProperty(exported, 'providers', {
	enumerable: true,
	get: () => require('./dist/providers/index.js').providers,
});

module.exports = exported;
