import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { githubProblems } from './all.mts';

const here = path.dirname(fileURLToPath(import.meta.url));
const problems = await githubProblems(path.dirname(path.dirname(here)));
for (const words of problems) console.log(words);
process.exitCode = problems.length === 0 ? 0 : 1;
