import { decryptField } from "../../engine/cipher.js";
import { cipherCommand } from "../cipher-command.js";

export default cipherCommand({ zh: "要解密的密文，- 为标准输入", en: "the ciphertext, - for stdin" }, decryptField);
