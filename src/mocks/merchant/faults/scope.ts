/** Where a fault lives that is not everywhere. */
export const creates: readonly string[] = ["create-order"];
export const cancels: readonly string[] = ["cancel-order"];
