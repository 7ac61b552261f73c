import { sequence } from "./sequence.js";

/** Messages that arrive late, twice or for an order that is not there. */
export const orderingRules = [
  sequence({
    id: "ordering/cancel-unknown",
    severity: "error",
    title: { zh: "创单失败后的取消要返回 0", en: "The cancel of a failed create is answered 0" },
    explanation: {
      zh: "cancel_type 3 取消的订单商家从未存过，order_out_id 按设计就没有。没有可取消的东西也算成功：返回 0、cancel_mode 1、cancel_result 1；返回错误只会带来重试。",
      en: "With cancel_type 3 the merchant never stored the order, and order_out_id is absent by design. Nothing to cancel is a success: answer 0 with cancel_mode 1 and cancel_result 1; an error only brings retries.",
    },
    doc: { page: "cancel-order", field: "cancel_type" },
  }),
  sequence({
    id: "ordering/late-create",
    severity: "error",
    title: { zh: "取消之后的创单不能再生成订单", en: "A create after its cancel makes no new order" },
    explanation: {
      zh: "取消之后重复到达的创单不能生成新的订单（不同的 order_out_id）；已同意 cancel_type 3 之后才到的创单若被接受，给警告：房间会被一个平台已经放弃的订单占住。",
      en: "A create that is repeated after its cancel must not make a new order (another order_out_id). A create that arrives only after an accepted cancel_type 3 and is accepted is a warning: the room is held by an order that the platform has given up.",
    },
    doc: { page: "create-order", field: "order_id" },
  }),
  sequence({
    id: "ordering/second-cancel",
    severity: "error",
    title: { zh: "已取消的订单再次取消也返回 0", en: "A second cancel is answered 0" },
    explanation: {
      zh: "同一订单可以有多个 cancel_id。订单已经取消时，新的 cancel_id 也应返回 0；返回 9 会让平台一直重试。",
      en: "One order can have several cancel_ids. When it is already cancelled a new cancel_id is answered 0 too; 9 makes the platform retry again and again.",
    },
    doc: { page: "cancel-order", field: "cancel_id" },
  }),
  sequence({
    id: "ordering/foreign-out-id",
    severity: "error",
    title: { zh: "不能误取消别的订单", en: "Another order is never cancelled" },
    explanation: {
      zh: "取消请求的 order_out_id 属于另一个订单时，不能取消那个订单；拒绝是合法的。请同时核对 order_id 和 order_out_id。",
      en: "When a cancel carries the order_out_id of another order, that other order must not be cancelled; refusing is lawful. Check order_id and order_out_id together.",
    },
    doc: { page: "cancel-order", field: "order_out_id" },
  }),
  sequence({
    id: "ordering/neighbour-kept",
    severity: "error",
    title: { zh: "取消不波及订单号相近的订单", en: "A cancel leaves orders with a similar id alone" },
    explanation: {
      zh: "order_id 是 19 位字符串，存成浮点数或只比较开头几位时，只差末位的另一个订单会被一起取消。请把 order_id 当作字符串，整个比较。",
      en: "order_id is a string of 19 digits. Stored as a double or compared by its first digits alone, it also finds another order that differs in the last digit, and cancels that one. Keep it as a string and compare the whole of it.",
    },
    doc: { page: "cancel-order", field: "order_id" },
  }),
];
