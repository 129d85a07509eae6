import type { Answers } from '../../../transport/contracts/answer';

export const setup: Answers = {
	'pickupLocation.getMany': `
		success: boolean
		warehouses: {
			id: integer
			code secondaryAddressNumber postcode address contactEmail city country street district buildingNo name
			contactPerson contactPhone: string
			lon lat: number
		}[]
		branches: {
			id: integer
			code secondaryAddressNumber postcode address contactEmail district city buildingNo street shortAddressCode name
			contactPerson contactPhone: string
			lon lat: number
		}[]
	`,
	'pickupLocation.create': `
		warhouseId pickupLocationCode message: string
		success: boolean
	`,
	'pickupLocation.update': `
		branchId pickupLocationCode: string
		success: boolean
	`,
	'brand.getMany': `
		success: boolean
		clientStores: {
			ID companyId defaultWarehouseId: integer
			storeName wareHouseName brandLogo: string
		}[]
	`,
	'brand.create': `
		clientStoreId: integer
		success: boolean
	`,
	'salesChannel.getMany': `
		salesChannelsList: {
			code name: string
		}[]
	`,
	'salesChannel.getSettings': `
		code storeURL adminApiAccessToken storeName: string
		active: boolean
	`,
	'salesChannel.activate': `
		success: boolean
	`,
	'product.getMany': `
		success: boolean
		productCount: integer
		products: {
			barcode name productImage sku: string
		}[]
	`,
	'product.create': `
		productId: integer
		success: boolean
	`,
	'box.getMany': `
		success: boolean
		boxes: {
			id: integer
			length width height: number
			boxName: string
		}[]
	`,
	'box.create': `
		success: boolean
		message: string
	`,
	'box.update': `
		success: boolean
		message: string
	`,
	'stock.getByLocation': `
		success: boolean
		stock: <{
			pickupLocationCode sku: string
			quantityForecasted quantityOnHand: integer
		}[]>
	`,
	'stock.getTotal': `
		success: boolean
		stock: <{
			minInventory quantityForecasted quantityOnHand: integer
			sku: string
		}[]>
	`,
	'stock.update': `
		transactionID: integer
		success: boolean
		warnings: string[]
	`,
	'inventoryOrder.create': `
		otoId: integer
		success: boolean
		warnings: string[]
	`,
	'packingOrder.getMany': `
		success: boolean
		count: integer
		orders: {
			orderId: string
			items: {
				productId quantity: integer
				name sku: string
			}[]
		}[]
	`,
	'packingOrder.updateStatus': `
		success: boolean
		message: string
	`,
	'store.getForPickup': `
		success: boolean
		stores: {
			id: integer
			streetName city district storeName stock storeCode: string
			lon lat: number
			storeHours: {
				from to day: string
			}[]
		}[]
	`,
	'webhook.getMany': `
		success: boolean
		webhooks: {
			id: integer
			method secretKey authorizationKey timestampFormat url orderPrefix: string
		}[]
	`,
	'webhook.create': `
		id message: string
		success: boolean
	`,
	'webhook.update': `
		success: boolean
		message: string
	`,
	'webhook.delete': `
		success: boolean
		message: string
	`,
};
