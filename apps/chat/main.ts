import * as ft from "@flotilla/sdk";

interface Message {
  readonly user: string;
  readonly text: string;
  readonly kind: "said" | "event";
}

/** One room for all who are here: messages go to every session by `page.pubsub`. */
function main(page: ft.Page) {
  page.title = "Chat";
  const messages = ft.ListView({ expand: true, spacing: 10, autoScroll: true, key: "messages" });
  const input = ft.TextField({ hintText: "Write a message", expand: true, autofocus: true });
  const name = ft.TextField({ label: "Your name", autofocus: true });
  let user = "";

  const line = (message: Message) =>
    message.kind === "event"
      ? ft.Text(message.text, { italic: true, size: 12, color: ft.Colors.ON_SURFACE_VARIANT })
      : ft.Row([
          ft.CircleAvatar({ content: ft.Text(message.user.slice(0, 1).toUpperCase()) }),
          ft.Column(
            [ft.Text(message.user, { weight: ft.FontWeight.BOLD }), ft.Text(message.text)],
            {
              spacing: 2,
              tight: true,
            },
          ),
        ]);

  const send = async () => {
    const text = (input.value ?? "").trim();
    if (text === "") return;
    input.value = "";
    page.pubsub.sendAll({ user, text, kind: "said" } satisfies Message);
    await input.focus();
  };
  const join = () => {
    const wanted = (name.value ?? "").trim();
    if (wanted === "") {
      name.error = "Name cannot be empty";
      return;
    }
    user = wanted;
    page.popDialog();
    page.pubsub.sendAll({
      user,
      text: `${user} has joined the chat.`,
      kind: "event",
    } satisfies Message);
  };

  page.pubsub.subscribe((message) => {
    messages.controls.push(line(message as Message));
    page.update();
  });
  page.onClose = () => {
    if (user === "") return;
    page.pubsub.sendOthers({
      user,
      text: `${user} has left the chat.`,
      kind: "event",
    } satisfies Message);
  };
  input.onSubmit = send;
  name.onSubmit = join;
  page.add(
    ft.Container({
      content: messages,
      border: ft.Border.all(1, ft.Colors.OUTLINE),
      borderRadius: 5,
      padding: 10,
      expand: true,
    }),
    ft.Row([input, ft.IconButton(ft.Icons.SEND, { tooltip: "Send", onClick: send })]),
  );
  page.showDialog(
    ft.AlertDialog({
      modal: true,
      title: ft.Text("Welcome"),
      content: ft.Column([name], { tight: true, width: 300 }),
      actions: [ft.Button("Join chat", { onClick: join })],
      actionsAlignment: ft.MainAxisAlignment.END,
    }),
  );
}

ft.run(main);
