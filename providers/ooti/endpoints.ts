import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import { access } from './endpoints/access';
import { clients } from './endpoints/clients';
import { defaults } from './endpoints/defaults';
import { employees } from './endpoints/employees';
import { expenses } from './endpoints/expenses';
import { fees } from './endpoints/fees';
import { files } from './endpoints/files';
import { finance } from './endpoints/finance';
import { invoices } from './endpoints/invoices';
import { mail } from './endpoints/mail';
import { organizations } from './endpoints/organization';
import { people } from './endpoints/people';
import { posts } from './endpoints/posts';
import { progress } from './endpoints/progress';
import { projections } from './endpoints/projections';
import { projects } from './endpoints/projects';
import { reports } from './endpoints/reports';
import { scheduling } from './endpoints/scheduling';
import { structure } from './endpoints/structure';
import { suppliers } from './endpoints/suppliers';
import { tasks } from './endpoints/tasks';
import { time } from './endpoints/time';

export const endpoints: readonly EndpointDefinition[] = [
	...projects,
	...structure,
	...progress,
	...clients,
	...invoices,
	...fees,
	...time,
	...expenses,
	...tasks,
	...suppliers,
	...employees,
	...people,
	...organizations,
	...finance,
	...scheduling,
	...projections,
	...defaults,
	...files,
	...reports,
	...mail,
	...posts,
	...access,
];
