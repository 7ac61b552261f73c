/** The hotel's confirmation number of an order; the same in the answer and in the later confirm operation. */
export function confirmNumber(orderOutId: string): string {
  return `CN${orderOutId}`;
}
