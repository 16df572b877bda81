from dataclasses import dataclass

import flet as ft


@dataclass
class Message:
    who: str
    text: str
    tags: list


def main(page: ft.Page):
    heard = ft.Column()
    me = ft.TextField(label="Name", value="?")

    def hear(message):
        heard.controls.append(ft.Text(f"all {message}"))
        page.update()

    def news(topic, message):
        heard.controls.append(ft.Text(f"{topic} {message['n']} {message['list']}"))
        page.update()

    async def chat(topic, message):
        heard.controls.append(ft.Text(f"{topic} {message.who}: {message.text} {','.join(message.tags)}"))
        page.update()

    handlers = {
        "join": lambda e: page.pubsub.subscribe(hear),
        "news on": lambda e: page.pubsub.subscribe_topic("news", news),
        "chat on": lambda e: page.pubsub.subscribe_topic("chat", chat),
        "news off": lambda e: page.pubsub.unsubscribe_topic("news"),
        "leave": lambda e: page.pubsub.unsubscribe(),
        "silence": lambda e: page.pubsub.unsubscribe_all(),
        "all": lambda e: page.pubsub.send_all(f"hello from {me.value}"),
        "others": lambda e: page.pubsub.send_others(f"psst from {me.value}"),
        "send news": lambda e: page.pubsub.send_all_on_topic("news", {"n": 1, "list": [1, 2]}),
        "send chat": lambda e: page.pubsub.send_others_on_topic("chat", Message(me.value, "hi", ["a", "b"])),
    }
    page.add(me, ft.Row([ft.TextButton(n, on_click=h) for n, h in handlers.items()], wrap=True), heard)


ft.run(main)
