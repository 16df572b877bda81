import { numberOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";

type InputMode = "none" | "text" | "tel" | "url" | "email" | "numeric" | "decimal" | "search";

const modes: Readonly<Record<string, InputMode>> = {
  none: "none",
  number: "decimal",
  phone: "tel",
  email: "email",
  url: "url",
  websearch: "search",
};

/** Which keys a keyboard on the screen has. */
export function inputModeOf(node: ControlMap): InputMode | undefined {
  return modes[String(node.keyboard_type).toLowerCase()];
}

/** What a text field tells the browser about the text: keyboard, completion, limits. */
export function inputAttributes(node: ControlMap) {
  const mode = inputModeOf(node);
  const limit = numberOf(node.max_length);
  const hint = textOf(node.hint_text);
  const hints = [node.autofill_hints].flat().flatMap((name) => textOf(name) ?? []);
  return {
    ...(mode ? { inputMode: mode } : {}),
    ...(limit !== undefined && limit >= 0 ? { maxLength: limit } : {}),
    ...(hint ? { placeholder: hint } : {}),
    ...(node.read_only === true ? { readOnly: true } : {}),
    ...(node.can_request_focus === false ? { tabIndex: -1 } : {}),
    autocomplete: hints.length > 0 ? hints.map(tokenOf).join(" ") : "off",
    autocapitalize: textOf(node.capitalization) ?? "none",
    spellcheck: node.autocorrect !== false && node.password !== true,
  };
}

const tokens: Readonly<Record<string, string>> = {
  newpassword: "new-password",
  password: "current-password",
  newusername: "username",
  onetimecode: "one-time-code",
  telephonenumber: "tel",
  givenname: "given-name",
  familyname: "family-name",
  middlename: "additional-name",
  fullstreetaddress: "street-address",
  streetaddressline1: "address-line1",
  streetaddressline2: "address-line2",
  postalcode: "postal-code",
  countryname: "country-name",
  countrycode: "country",
  addresscity: "address-level2",
  addressstate: "address-level1",
  organizationname: "organization",
  jobtitle: "organization-title",
  creditcardnumber: "cc-number",
  creditcardname: "cc-name",
  creditcardexpirationdate: "cc-exp",
  creditcardsecuritycode: "cc-csc",
  birthday: "bday",
  gender: "sex",
};

function tokenOf(hint: string): string {
  const name = hint.replaceAll("_", "").toLowerCase();
  return tokens[name] ?? name;
}
