/** Why a merchant that refuses audits refuses; the same in the answer and in the later audit operation. */
export const refusalReason = "the rate plan is not refundable";
