import { type Call, defaults } from '../model/catalog/arguments.ts';
import type { CallableKind } from '../model/catalog/callable.ts';
import { findCallable } from '../model/catalog/index.ts';

/** A call with the defaults of the catalog for what it does not say. */
export function completeCall(kind: CallableKind, call: Call): Call {
  return { name: call.name, args: { ...defaults(findCallable(kind, call.name)?.args ?? {}), ...call.args } };
}
