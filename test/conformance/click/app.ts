// Shows on the second click which files the first one has crossed in this process.
import { Link } from "@flotilla/protocol";
import * as ft from "@flotilla/sdk";
import { PatchBuilder } from "@flotilla/tree";
import { CallStacks } from "./call-stacks.ts";

const stacks = new CallStacks(new URL("../../../", import.meta.url).pathname);
stacks.watch(PatchBuilder.prototype, "build"); // the patch is made
stacks.watch(Link.prototype, "sendPacket"); // and goes to the gateway

ft.run((page) => {
  const text = ft.Text("nothing yet");
  const onClick = () => {
    stacks.isOn = true;
    stacks.record(); // the handler runs
    text.value = JSON.stringify(stacks.files);
  };
  page.add(text, ft.Button("click", { onClick }));
});
