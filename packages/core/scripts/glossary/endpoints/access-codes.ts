import type { EndpointTexts } from '../endpoint-texts.ts';

export const accessCodes: EndpointTexts = {
  '/access_codes/create':
    'Creates an access code for one device. Seam sets it on the device in the background: read `status`, or wait for `access_code.set_on_device` or `access_code.failed_to_set_on_device`. Fails with `device_not_found`, or with `duplicate_access_code` if the device has the code already. Limit: 10 requests per minute and device.',
  '/access_codes/create_multiple':
    'Creates an access code on each of several devices; Seam sets them in the background. Without `code`, Seam chooses one code for all and links them by `common_code_key`. With `code`, they are not linked, and `/access_codes/update_multiple` cannot change them. `behavior_when_code_cannot_be_shared` decides what happens if a device cannot take the code.',
  '/access_codes/delete':
    'Deletes an access code in Seam; its removal from the device happens in the background and can fail. Until `access_code.removed_from_device`, the code may still open the door. `access_code.deleted` reports the deletion, `access_code.failed_to_remove_from_device` a failure. Fails with `access_code_not_found`. Limit: 20 requests per minute and device.',
  '/access_codes/generate_code':
    'Generates a code that a device accepts, without setting it. To use it, pass it to `/access_codes/create`.',
  '/access_codes/get':
    'Reads one managed access code, by its id or by its device and code. For codes that were not set with Seam, call `/access_codes/unmanaged/get`.',
  '/access_codes/list':
    'Lists managed access codes. The parameters select those of a device, an access method or an access grant, or those with given ids.',
  '/access_codes/pull_backup_access_code':
    'Takes a code from the backup pool of the device, to replace a time-bound access code that does not work. It works at once, ends when the replaced code ends, and stays tied to it. Sends `access_code.backup_access_code_pulled`. The access code needs `use_backup_access_code_pool`; with an empty pool, the request fails with `backup_access_code_not_found`.',
  '/access_codes/report_device_constraints':
    'Reports to Seam which code lengths a device supports, as a list or as minimum and maximum. Only for SmartThings devices, whose limits Seam cannot read.',
  '/access_codes/simulate/create_unmanaged_access_code':
    'Adds a code to a device of a sandbox workspace as if it was set outside Seam. `access_code.unmanaged.created` reports it.',
  '/access_codes/unmanaged/convert_to_managed':
    'Makes a code that was set outside Seam a managed access code, so that Seam can change and delete it. `force` also takes over a code that another workspace manages. `access_code.unmanaged.converted_to_managed` or `access_code.unmanaged.failed_to_convert_to_managed` reports the outcome. Some providers do not support it.',
  '/access_codes/unmanaged/delete':
    'Deletes a code that was set outside Seam, also from its device. `access_code.unmanaged.removed` reports the removal.',
  '/access_codes/unmanaged/get': 'Reads one unmanaged access code, by its id or by its device and code.',
  '/access_codes/unmanaged/list':
    'Lists the codes of a device that were set outside Seam. Seam can read and delete them, but cannot change them before `/access_codes/unmanaged/convert_to_managed`.',
  '/access_codes/unmanaged/update':
    'Changes whether Seam manages a code that was set outside Seam, and whether changes outside Seam are allowed. Neither the code nor its times change.',
  '/access_codes/update':
    'Changes the code, name, times or type of an access code that is active or has not started. Sends `access_code.mutations_requested`; Seam then changes the device in the background, and `access_code.changed` follows. Until then the device may accept the former code and times. Fails with `access_code_not_found`. Limit: 10 requests per minute and device.',
  '/access_codes/update_multiple':
    'Changes the name and the times of all access codes with a `common_code_key`. Seam changes the devices in the background. Access codes that were created with a `code` of their own have no such key: update them one by one.',
};
