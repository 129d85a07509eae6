import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installLocked } from '../../scripts/locked.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The scanner takes its TypeScript as a peer; the project's own .npmrc, which npm hands on to this process, leaves peers out. */
const WITH_PEERS = '--legacy-peer-deps=false';

/** Prints the folder in which n8n's scanner is installed; installs it where it is missing (half a minute, 230 MB). */
console.log(await installLocked('scanner', here, { flags: [WITH_PEERS] }));
