import * as ft from "@flotilla/sdk";

interface Message {
  readonly who: string;
  readonly text: string;
  readonly tags: readonly string[];
}

function main(page: ft.Page) {
  const heard = ft.Column();
  const me = ft.TextField({ label: "Name", value: "?" });
  const show = (line: string) => {
    heard.controls.push(ft.Text(line));
    page.update();
  };

  const hear = (message: unknown) => show(`all ${message}`);
  const news = (topic: string, message: unknown) => {
    const { n, list } = message as { n: number; list: number[] };
    show(`${topic} ${n} [${list.join(", ")}]`);
  };
  const chat = async (topic: string, message: unknown) => {
    const { who, text, tags } = message as Message;
    show(`${topic} ${who}: ${text} ${tags.join(",")}`);
  };

  const { pubsub } = page;
  const handlers: Record<string, () => void> = {
    join: () => pubsub.subscribe(hear),
    "news on": () => pubsub.subscribeTopic("news", news),
    "chat on": () => pubsub.subscribeTopic("chat", chat),
    "news off": () => pubsub.unsubscribeTopic("news"),
    leave: () => pubsub.unsubscribe(),
    silence: () => pubsub.unsubscribeAll(),
    all: () => pubsub.sendAll(`hello from ${me.value}`),
    others: () => pubsub.sendOthers(`psst from ${me.value}`),
    "send news": () => pubsub.sendAllOnTopic("news", { n: 1, list: [1, 2] }),
    "send chat": () =>
      pubsub.sendOthersOnTopic("chat", { who: me.value, text: "hi", tags: ["a", "b"] }),
  };
  page.add(
    me,
    ft.Row(
      Object.entries(handlers).map(([text, onClick]) => ft.TextButton(text, { onClick })),
      { wrap: true },
    ),
    heard,
  );
}

ft.run(main);
