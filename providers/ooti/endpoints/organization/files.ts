import { call, crud, doubtful, subject } from '../rows';

const folder = subject('folder', 'a folder', 'folders', 'files');
const file = subject('file', 'a file', 'files', 'files');
const exportJob = subject('export', 'an export', 'exports', 'imports');
const importJob = subject('import', 'an import', 'imports', 'imports');

export const files = [
	...crud(folder, '/files/folder/list/{project_pk}/', '/files/folder/{pk}/', {
		both: 'name name_en name_fr parent',
	}),
	...crud(file, '/files/list/{project_pk}/', '/files/{pk}/', {
		only: ['create', 'delete', 'get', 'getMany'],
		create: 'name file folder',
		details: { name: { description: 'File name, unique in its folder' } },
	}),

	...crud(exportJob, '/imports/export/list/{org_pk}/', '/imports/export/{export_pk}/', {
		only: ['create', 'delete', 'get', 'getMany'],
		create: `type orguser team project include_documents items started_processing_at
			ended_processing_at`,
		details: { type: { description: 'What to export (OOTI code)' } },
		remarks: { create: 'It runs in the background' },
	}),
	...crud(importJob, '/imports/list/{org_pk}/', '/imports/{id}/', {
		both: 'type',
		create: 'data',
		update: 'status',
		details: {
			type: { type: 'number', description: 'What to import (OOTI code)' },
			status: { type: 'number' },
			data: { description: 'Data to import' },
		},
		rest: { create: doubtful(importJob, 'its tests saw no import afterwards') },
	}),
	call(
		importJob,
		'count',
		'GET',
		'/imports/counts/',
		'Count imports. Ordinary users get HTTP 403.',
	),
];
