import { request, response } from "../../generated/operations/client-token.js";
import { operationOf } from "../definition.js";

export default operationOf({ request, response }, { kind: "token" });
