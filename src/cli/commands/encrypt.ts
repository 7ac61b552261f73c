import { encryptField } from "../../engine/cipher.js";
import { cipherCommand } from "../cipher-command.js";

export default cipherCommand({ zh: "要加密的明文，- 为标准输入", en: "the plain text, - for stdin" }, encryptField);
