import { fields } from '../fields';
import { call, crud, doubtful, fromArticle, namedOnly, subject } from '../rows';

const client = subject('client', 'a client', 'clients', 'clients');
const contact = subject('contact', 'a contact', 'contacts', 'contacts');
const contactCategory = subject(
	'contactCategory',
	'a contact category',
	'contact categories',
	'contacts',
);
const tag = subject('tag', 'a tag', 'tags', 'tags');

const contactFields = 'name! first_name last_name email mobile_phone job_title';
const categoryFields = 'name count permissionssets';

export const clients = [
	...crud(client, '/clients/list/{org_pk}/', '/clients/{pk}/', {
		filters: 'team',
		both: 'name company_name number currency billing_address address business_vat_id group',
		create: 'team tags',
		details: {
			name: { description: 'Name of a person or company. Required unless "Company Name" is set.' },
			company_name: { description: 'Name of a company. Required unless "Name" is set.' },
		},
	}),

	call(client, 'export', 'GET', '/clients/export/{org_pk}/', 'Export clients as an Excel file', {
		binary: 'download',
		...namedOnly,
	}),

	...crud(contact, '/contacts/list/{org_pk}/', '/contacts/{pk}/', {
		both: contactFields,
		create: 'tags',
		update: `office_phone home_phone fax website street1 postal_code1 city1 province1 country1
			client`,
		details: {
			client: {
				type: 'string',
				format: 'list',
				multiple: true,
				integer: true,
				description: 'IDs of the contact’s clients',
				example: '12, 34',
			},
		},
		rest: { getMany: fromArticle },
	}),
	...crud(contact, '/contacts/list/{org_pk}/{project_id}/', '/contacts/{pk}/', {
		only: ['create', 'getMany'],
		within: 'Project',
		both: contactFields,
		rest: {
			getMany: {
				...doubtful(contact, 'path inferred, since the SDK builds it wrongly'),
				certainty: 'inferred',
			},
		},
	}),
	call(
		contact,
		'getListActions',
		'GET',
		'/contacts/list-action/{org_pk}/',
		'Get data for bulk actions on contacts',
	),
	call(
		contact,
		'countUncategorized',
		'GET',
		'/contacts/uncategorized/count/{org_pk}/',
		'Count contacts without a category',
		{ query: fields('project team') },
	),

	...crud(contactCategory, '/contacts/categories/{org_pk}/', '/contacts/category/{category_pk}/', {
		both: categoryFields,
	}),
	...crud(
		contactCategory,
		'/contacts/categories/{org_pk}/{project_id}/',
		'/contacts/category/{category_pk}/',
		{ only: ['create', 'getMany'], within: 'Project', both: categoryFields },
	),

	...crud(tag, '/tags/list/{org_pk}/', '/tags/{id}/', {
		both: 'name contacts contractors clients orgusers',
	}),
];
