/** In what a scenario differs from the recording, and why. */
export interface Exception {
  /** `messages`: other messages, the same final tree. `tree`: the final tree differs, too. `absent`: no app. */
  readonly differs: "messages" | "tree" | "absent";
  readonly reason: string;
}

/** The scenarios that do not give exactly the recorded messages. */
export const exceptions: Readonly<Record<string, Exception>> = {
  primitive_lists: {
    differs: "tree",
    reason: "a list that the client itself has changed is not sent back to it",
  },
  durations: {
    differs: "tree",
    reason: "an object that the client itself has changed is not sent back to it",
  },
  dict_props: {
    differs: "messages",
    reason: "an unchanged derived style is not sent again with an update of the page",
  },
  quirk_enum_dict_keys: {
    differs: "tree",
    reason: "keys of maps are the plain values, not the names of Python's members",
  },
  datetime_props: {
    differs: "messages",
    reason: "a date without a time does not exist in JavaScript: it is sent as a moment",
  },
  quirk_long_press_move: {
    differs: "messages",
    reason: "the client's own name of the offset is understood, so nothing crashes",
  },
  client_action_update: {
    differs: "messages",
    reason: "an object that becomes a list is replaced once, not twice",
  },
  service_release: {
    differs: "tree",
    reason: "a service is released after its collection, whose moment no program can see",
  },
  data_channel: {
    differs: "tree",
    reason: "the probe is a RawImage, which sends the scale that it overrides",
  },
  declarative_dialog: {
    differs: "messages",
    reason: "a dialog that closes does not say again that it tells when it has closed",
  },
  client_action_declarative: {
    differs: "messages",
    reason: "changed properties are sent in the order in which the author names them",
  },
  oauth_login_error: {
    differs: "absent",
    reason:
      "the provider's answer comes over HTTP, which the recording has not: test/login plays it",
  },
};
