import { ottimate } from '../../providers/ottimate';
import type { ResourceForm, ServiceForm } from '../shared/form';

const resources: Readonly<Record<string, ResourceForm>> = {
	account: { name: 'Account' },
	batch: { name: 'Batch' },
	catalogAllowance: { name: 'Catalog Allowance' },
	catalogEntry: { name: 'Catalog Entry' },
	catalogPrice: { name: 'Catalog Price' },
	company: { name: 'Company' },
	dimension: { name: 'Dimension' },
	invoice: { name: 'Invoice' },
	invoiceApprover: { name: 'Invoice Approver' },
	invoiceUpload: { name: 'Invoice Upload' },
	location: { name: 'Location' },
	priceVariance: { name: 'Price Variance' },
	purchaseOrder: { name: 'Purchase Order' },
	receipt: { name: 'Receipt' },
	receiverExport: { name: 'Receiver Export' },
	varianceBatch: { name: 'Variance Batch' },
	vendor: { name: 'Vendor' },
};

export const form: ServiceForm = {
	provider: ottimate,
	resources,
	pickers: {},
	picked: {},
};
