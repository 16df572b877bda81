import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const log = ft.Column();
  const field = ft.TextField({ label: "Message" });
  const add = (text: string) => {
    log.controls.push(ft.Text(text));
    page.update();
  };

  page.pubsub.subscribe((message) => add(`all: ${message}`));
  page.pubsub.subscribeTopic("news", (topic, message) => add(`${topic}: ${message}`));
  page.add(
    field,
    ft.Button("all", { onClick: () => page.pubsub.sendAll(field.value) }),
    ft.Button("others", { onClick: () => page.pubsub.sendOthers(field.value) }),
    ft.Button("topic", { onClick: () => page.pubsub.sendAllOnTopic("news", field.value) }),
    ft.Button("others on topic", { onClick: () => page.pubsub.sendOthersOnTopic("news", 1) }),
    ft.Button("leave", { onClick: () => page.pubsub.unsubscribeTopic("news") }),
    log,
  );
}

ft.run(main);
